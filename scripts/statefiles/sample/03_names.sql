-- Names and places the generator draws from. All combinations are invented.

set variable girls = [
    'Ana', 'Sofia', 'Emma', 'Valentina', 'Olivia', 'Zoë', 'Isabella', 'Mia', 'Chloe', 'Ximena',
    'Grace', 'Priya', 'Thao', 'Hannah', 'Lucia', 'Naomi', 'Aaliyah', 'Mary-Kate', 'Noemí', 'Ada',
    'D''Asia',
    'Mai',
    'Ruth',
    'Camila',
    'Anaïs',
    'Jasmine',
    'Leilani',
    'Yesenia',
    'Ingrid',
    'Soo Ah',
    'Maria Guadalupe',
    'Alexandra',
    'Beatriz',
    'Fatima',
    'Harper',
    'Itzel',
    'June',
    'Kiara',
    'Dolores'
];
set variable boys = [
    'José', 'Liam', 'Mateo', 'Andres', 'Noah', 'Santiago', 'Ethan', 'Inaki', 'Jayden', 'Angel',
    'D''Andre',
    'Minh',
    'Arjun',
    'Lucas',
    'Sebastian',
    'Jean-Luc',
    'Omar',
    'Nicolas',
    'Kai',
    'Ezekiel',
    'Björn', 'Tou', 'Samuel', 'Juan Carlos', 'Raúl', 'Hassan', 'Koa', 'Theo', 'Victor', 'Wyatt',
    'Maximiliano', 'Diego', 'Elijah', 'Fernando', 'Gurpreet', 'Hiro', 'Isaac', 'Joaquin', 'Levi'
];
set variable last_names = [
    'Garcia', 'Nguyen', 'Smith', 'Hernandez', 'Lee', 'Nunez', 'O''Neil', 'Ruiz-Ortega', 'Patel',
    'Vang', 'Johnson', 'De la Cruz', 'Muñoz', 'Kim', 'St. James', 'Peña', 'Washington', 'Ramirez',
    'Tran', 'Silva', 'D''Souza', 'Brown', 'Castaneda', 'Singh', 'Lopez', 'Miller', 'Xiong', 'Reyes',
    'Fernandes', 'Okafor', 'Flores', 'Muller', 'Gutierrez', 'McDonald', 'Torres', 'Yamada', 'Avila',
    'Begay', 'Cervantes', 'Davis', 'Escobar', 'Faleafine', 'Gomez', 'Hassan', 'Ibarra', 'Jimenez',
    'Kowalski', 'Lozano', 'Mendoza', 'Nuñez y Prado', 'Ocampo', 'Quiñones', 'Rojas', 'Santos',
    'Thao', 'Urrutia', 'Valdez', 'Wong', 'Young', 'Zuniga'
];
-- Names at the edge of the layouts: 30 characters for a first name, 50 for a last name.
set variable long_first_name = 'Maximiliana Guadalupe Fernanda';
set variable long_last_name = 'Montgomery-Featherstonehaugh de la Vega y Santiago';
set variable cities = ['Oakfield', 'Rivermont', 'San Aurelio', 'Los Nogales', 'Vista Clara'];
set variable races = [
    'White', 'Black', 'Filipino', 'Chinese', 'Vietnamese', 'Asian Indian', 'Hmong', 'Korean',
    'American Indian', 'Samoan', 'Hawaiian', 'Other Asian'
];
