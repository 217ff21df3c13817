{#-
    Letters without their accents, for engines that have no function for it: those that are one letter
    and a mark by the canonical decompositions of Unicode, but the ideographs for compatibility. Each
    line of letters stands above the plain ones.
-#}
{% macro without_accents(expression) -%}
    {%- set accented, plain = [], [] -%}
    {%- for letters, plain_letters in [
        ('ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝàáâãäåçèéêëìíî',
         'AAAAAACEEEEIIIINOOOOOUUUUYaaaaaaceeeeiii'),
        ('ïñòóôõöùúûüýÿĀāĂăĄąĆćĈĉĊċČčĎďĒēĔĕĖėĘęĚěĜ',
         'inooooouuuuyyAaAaAaCcCcCcCcDdEeEeEeEeEeG'),
        ('ĝĞğĠġĢģĤĥĨĩĪīĬĭĮįİĴĵĶķĹĺĻļĽľŃńŅņŇňŌōŎŏŐő',
         'gGgGgGgHhIiIiIiIiIJjKkLlLlLlNnNnNnOoOoOo'),
        ('ŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽ',
         'RrRrRrSsSsSsSsTtTtUuUuUuUuUuUuWwYyYZzZzZ'),
        ('žƠơƯưǍǎǏǐǑǒǓǔǕǖǗǘǙǚǛǜǞǟǠǡǢǣǦǧǨǩǪǫǬǭǮǯǰǴǵ',
         'zOoUuAaIiOoUuUuUuUuUuAaAaÆæGgKkOoOoƷʒjGg'),
        ('ǸǹǺǻǼǽǾǿȀȁȂȃȄȅȆȇȈȉȊȋȌȍȎȏȐȑȒȓȔȕȖȗȘșȚțȞȟȦȧ',
         'NnAaÆæØøAaAaEeEeIiIiOoOoRrRrUuUuSsTtHhAa'),
        ('ȨȩȪȫȬȭȮȯȰȱȲȳʹΆΈΉΊΌΎΏΐΪΫάέήίΰϊϋόύώϓϔЀЁЃЇЌ',
         'EeOoOoOoOoYyʹΑΕΗΙΟΥΩιΙΥαεηιυιυουωϒϒЕЕГІК'),
        ('ЍЎЙйѐёѓїќѝўѶѷӁӂӐӑӒӓӖӗӚӛӜӝӞӟӢӣӤӥӦӧӪӫӬӭӮӯӰ',
         'ИУИиеегікиуѴѵЖжАаАаЕеӘәЖжЗзИиИиОоӨөЭэУуУ'),
        ('ӱӲӳӴӵӸӹآأؤإئۀۂۓऩऱऴक़ख़ग़ज़ड़ढ़फ़य़ড়ঢ়য়ਲ਼ਸ਼ਖ਼ਗ਼ਜ਼ਫ਼ଡ଼ଢ଼ஔགྷཌྷ',
         'уУуЧчЫыااوايەہےनरळकखगजडढफयডঢযਲਸਖਗਜਫଡଢஒགཌ'),
        ('དྷབྷཛྷཀྵဦᬆᬈᬊᬌᬎᬒḀḁḂḃḄḅḆḇḈḉḊḋḌḍḎḏḐḑḒḓḔḕḖḗḘḙḚḛḜ',
         'དབཛཀဥᬅᬇᬉᬋᬍᬑAaBbBbBbCcDdDdDdDdDdEeEeEeEeE'),
        ('ḝḞḟḠḡḢḣḤḥḦḧḨḩḪḫḬḭḮḯḰḱḲḳḴḵḶḷḸḹḺḻḼḽḾḿṀṁṂṃṄ',
         'eFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMmMmMmN'),
        ('ṅṆṇṈṉṊṋṌṍṎṏṐṑṒṓṔṕṖṗṘṙṚṛṜṝṞṟṠṡṢṣṤṥṦṧṨṩṪṫṬ',
         'nNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSsSsTtT'),
        ('ṭṮṯṰṱṲṳṴṵṶṷṸṹṺṻṼṽṾṿẀẁẂẃẄẅẆẇẈẉẊẋẌẍẎẏẐẑẒẓẔ',
         'tTtTtUuUuUuUuUuVvVvWwWwWwWwWwXxXxYyZzZzZ'),
        ('ẕẖẗẘẙẛẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀề',
         'zhtwyſAaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEeEe'),
        ('ỂểỄễỆệỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứ',
         'EeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUu'),
        ('ỪừỬửỮữỰựỲỳỴỵỶỷỸỹἀἁἂἃἄἅἆἇἈἉἊἋἌἍἎἏἐἑἒἓἔἕἘἙ',
         'UuUuUuUuYyYyYyYyααααααααΑΑΑΑΑΑΑΑεεεεεεΕΕ'),
        ('ἚἛἜἝἠἡἢἣἤἥἦἧἨἩἪἫἬἭἮἯἰἱἲἳἴἵἶἷἸἹἺἻἼἽἾἿὀὁὂὃ',
         'ΕΕΕΕηηηηηηηηΗΗΗΗΗΗΗΗιιιιιιιιΙΙΙΙΙΙΙΙοοοο'),
        ('ὄὅὈὉὊὋὌὍὐὑὒὓὔὕὖὗὙὛὝὟὠὡὢὣὤὥὦὧὨὩὪὫὬὭὮὯὰάὲέ',
         'οοΟΟΟΟΟΟυυυυυυυυΥΥΥΥωωωωωωωωΩΩΩΩΩΩΩΩααεε'),
        ('ὴήὶίὸόὺύὼώᾀᾁᾂᾃᾄᾅᾆᾇᾈᾉᾊᾋᾌᾍᾎᾏᾐᾑᾒᾓᾔᾕᾖᾗᾘᾙᾚᾛᾜᾝ',
         'ηηιιοουυωωααααααααΑΑΑΑΑΑΑΑηηηηηηηηΗΗΗΗΗΗ'),
        ('ᾞᾟᾠᾡᾢᾣᾤᾥᾦᾧᾨᾩᾪᾫᾬᾭᾮᾯᾰᾱᾲᾳᾴᾶᾷᾸᾹᾺΆᾼιῂῃῄῆῇῈΈῊΉ',
         'ΗΗωωωωωωωωΩΩΩΩΩΩΩΩαααααααΑΑΑΑΑιηηηηηΕΕΗΗ'),
        ('ῌῐῑῒΐῖῗῘῙῚΊῠῡῢΰῤῥῦῧῨῩῪΎῬῲῳῴῶῷῸΌῺΏῼΩKÅがぎぐ',
         'ΗιιιιιιΙΙΙΙυυυυρρυυΥΥΥΥΡωωωωωΟΟΩΩΩΩKAかきく'),
        ('げござじずぜぞだぢづでどばぱびぴぶぷべぺぼぽゔゞガギグゲゴザジズゼゾダヂヅデドバ',
         'けこさしすせそたちつてとははひひふふへへほほうゝカキクケコサシスセソタチツテトハ'),
        ('パビピブプベペボポヴヷヸヹヺヾיִײַשׁשׂשּׁשּׂאַאָאּבּגּדּהּוּזּטּיּךּכּלּמּנּסּףּפּ',
         'ハヒヒフフヘヘホホウワヰヱヲヽיײששששאאאבגדהוזטיךכלמנסףפ'),
        ('צּקּרּשּתּוֹבֿכֿפֿ',
         'צקרשתובכפ'),
    ] -%}
        {%- do accented.append(letters) -%}
        {%- do plain.append(plain_letters) -%}
    {%- endfor -%}
    translate({{ expression }}, '{{ accented | join }}', '{{ plain | join }}')
{%- endmacro %}
