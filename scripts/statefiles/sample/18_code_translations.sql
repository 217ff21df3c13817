-- The agency's own codes and the state codes behind them. Codes that are not here are state codes
-- already. Sets with shipped default translations (class status, course groups, customer groups)
-- need no row.

create table made.code_translations as
select
    code_set,
    local_code,
    state_code,
    cast(start_date as date) as start_date,
    cast(end_date as date) as end_date
from (
    values
    -- Home schooling had a code of its own until June 2018; since then it is a private school.
    ('calpads.student_exit_category', 'HOMESCH', 'T460', null, '2018-06-30'),
    ('calpads.student_exit_category', 'HOMESCH', 'T180', '2018-07-01', null),
    -- The state finds foster youth itself: deliberately nothing.
    ('calpads.education_program', 'FOSTER', null, null, null),
    -- Restraint and seclusion are results of an incident but no discipline; an evening group is no
    -- program.
    ('calpads.disciplinary_action', 'RES', null, null, null),
    ('calpads.disciplinary_action', 'SEC', null, null, null),
    ('casas.instructional_program', 'Evening', null, null, null)
) as facts (code_set, local_code, state_code, start_date, end_date);

create table pairs as
select
    *
from (
    values
    ('calpads.gender', ['Male=M', 'Female=F', 'Nonbinary=X']),
    ('casas.gender', ['Male=M', 'Female=F', 'Nonbinary=X']),
    ('cast.gender', ['Male=M', 'Female=F']),
    ('cast.grade', ['5=05', '8=08']),
    ('calpads.name_suffix', ['Jr.=JR']),
    ('calpads.race', [
        'White=700', 'Black=600', 'Filipino=400', 'Chinese=201', 'Vietnamese=204',
        'Asian Indian=205', 'Hmong=208', 'Korean=203', 'American Indian=100', 'Samoan=303',
        'Hawaiian=301', 'Other Asian=299'
    ]),
    ('casas.race', [
        'White=WH', 'Black=BL', 'Filipino=FI', 'Chinese=AS', 'Vietnamese=AS', 'Asian Indian=AS',
        'Hmong=AS', 'Korean=AS', 'American Indian=AI', 'Samoan=PI', 'Hawaiian=PI', 'Other Asian=AS'
    ]),
    ('casas.native_language', [
        '00=ENG', '37=OTH', '01=SPA', '02=VIE', '05=TAG', '07=CHI', '16=FAR', '23=HMO', '28=OTH',
        '49=OTH'
    ]),
    ('calpads.highest_education_level', [
        'GRAD=10', 'COLL=11', 'SOME=12', 'HS=13', 'NOTHS=14', 'DECL=15'
    ]),
    ('calpads.student_exit_category', [
        'YREND=E155', 'UPD=E150', 'XFER=T160', 'PRIV=T180', 'OUTST=T200', 'OUTCO=T240',
        'COMPL=E230', 'NOSHOW=N470', 'TRUANT=E140', 'EXPEL=E300', 'OTHER=E400', 'MED=E410',
        'SEC=E170'
    ]),
    ('calpads.school_completion_status', ['DIPLOMA=100', 'PROMO=480']),
    ('calpads.grade_level', [
        'K=KN', '1=01', '2=02', '3=03', '4=04', '5=05', '6=06', '7=07', '8=08', '9=09'
    ]),
    ('calpads.enrollment_status', ['P=10', 'S=20', 'ST=30']),
    ('calpads.student_school_transfer', ['INTER=1']),
    ('calpads.education_program', [
        'FREE=181', 'REDUCED=182', 'GATE=127', 'HOMELESS=191', 'MIGRANT=135', 'SEC504=101',
        'T1TAS=122', 'MILITARY=192', 'NEWCOMER=303', 'TKPROG=185', 'SPED=144',
        'ELOP=194'
    ]),
    ('calpads.membership_category', ['E=1', 'P=3']),
    ('calpads.homeless_dwelling_type', ['DOUBLED=120', 'SHELTER=100', 'MOTEL=110', 'UNSHELT=130']),
    ('calpads.cte_pathway', ['BUSMGT=182']),
    ('calpads.education_regulatory_exemption_outcome', ['GRANTED=1', 'DENIED=2', 'WITHDRAWN=3']),
    ('calpads.academic_term', ['SEM1=S1', 'SEM2=S2', 'YR=FY']),
    ('calpads.cte_course_provider', ['DISTRICT=2']),
    ('calpads.multiple_teacher', ['TEAM=1', 'SHARE=2']),
    ('calpads.job_classification', ['ADMIN=10', 'PPS=11', 'TCH=12', 'NCADM=25', 'ITIN=27']),
    ('calpads.student_offense', [
        'FIGHT=501', 'DEFIANCE=511', 'DISRUPT=510', 'PROPERTY=512', 'BULLY=513', 'THEFT=601',
        'DRUGS=201', 'TOBACCO=300', 'KNIFE=104'
    ]),
    ('calpads.weapon_category', ['BLADE=40']),
    ('calpads.disciplinary_action', ['SUS=100', 'ISS=110', 'EXP=200', 'OTH=300']),
    ('calpads.incident_result', [
        'SUS=100', 'ISS=110', 'EXP=200', 'OTH=300', 'RES=501', 'SEC=600'
    ]),
    ('calpads.disciplinary_action_authority', ['SCHOOL=10', 'HEARING=30', 'BOARD=40']),
    ('calpads.incident_result_authority', ['SCHOOL=10', 'HEARING=30', 'BOARD=40']),
    ('calpads.removal_interim_alternative_setting', ['NONE=3']),
    ('sis.attendance_category', [
        'I=excused', 'X=excused', 'A=unexcused', 'T=present', 'TT=tardy_truant',
        'OS=suspension_out', 'IH=suspension_in', 'IS=study_ada', 'NS=study_non_ada',
        'AR=recovery'
    ]),
    ('casas.highest_diploma', ['No diploma=NONE']),
    ('casas.labor_force_status', ['Employed=EMP', 'Unemployed=UNEMP']),
    ('casas.instructional_level', [
        'ESL Beginning=ESL1', 'ESL Intermediate=ESL3', 'ESL Advanced=ESL5', 'ABE Intermediate=ABE3',
        'ASE Low=ABE5'
    ]),
    ('casas.program_status', ['Retained=RETAINED', 'Left=LEFT', 'Completed=COMPLETED']),
    ('casas.progress', ['Advanced=ADV', 'Progressing=PROG']),
    ('casas.special_programs', ['EL Civics=ELCIV']),
    ('casas.learner_results_work', ['Got a job=WORK_GOT_JOB']),
    ('casas.services_supportive', ['Bus Tokens=TRANSPORT'])
) as facts (code_set, translations);

insert into made.code_translations
select
    code_set,
    split_part(unnest(translations), '=', 1),
    split_part(unnest(translations), '=', 2),
    null,
    null
from pairs;
