-- Names and places the generator draws from. All combinations are invented.

set variable girls = [
    'Ana', 'Sofía', 'Emma', 'Valentina', 'Olivia', 'Zoë', 'Isabella', 'Mía', 'Chloé', 'Ximena',
    'Grace', 'Priya', 'Thao', 'Hannah', 'Lucía', 'Naomi', 'Aaliyah', 'Mary-Kate', 'Noemí', 'Ada',
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
    'María Guadalupe',
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
    'José', 'Liam', 'Mateo', 'Andrés', 'Noah', 'Santiago', 'Ethan', 'Iñaki', 'Jayden', 'Ángel',
    'D''Andre',
    'Minh',
    'Arjun',
    'Lucas',
    'Sebastián',
    'Jean-Luc',
    'Omar',
    'Nicolás',
    'Kai',
    'Ezekiel',
    'Björn', 'Tou', 'Samuel', 'Juan Carlos', 'Raúl', 'Hassan', 'Koa', 'Theo', 'Victor', 'Wyatt',
    'Maximiliano', 'Diego', 'Elijah', 'Fernando', 'Gurpreet', 'Hiro', 'Isaac', 'Joaquín', 'Levi'
];
set variable last_names = [
    'García', 'Nguyen', 'Smith', 'Hernández', 'Lee', 'Nuñez', 'O''Neil', 'Ruiz-Ortega', 'Patel',
    'Vang', 'Johnson', 'De la Cruz', 'Muñoz', 'Kim', 'St. James', 'Peña', 'Washington', 'Ramírez',
    'Tran', 'Silva', 'D''Souza', 'Brown', 'Castañeda', 'Singh', 'López', 'Miller', 'Xiong', 'Reyes',
    'Fernandes', 'Okafor', 'Flores', 'Müller', 'Gutiérrez', 'McDonald', 'Torres', 'Yamada', 'Ávila',
    'Begay', 'Cervantes', 'Davis', 'Escobar', 'Faleafine', 'Gómez', 'Hassan', 'Ibarra', 'Jiménez',
    'Kowalski', 'Lozano', 'Mendoza', 'Núñez y Prado', 'Ocampo', 'Quiñones', 'Rojas', 'Santos',
    'Thao', 'Urrutia', 'Valdez', 'Wong', 'Young', 'Zúñiga'
];
-- Names at the edge of the layouts: 30 characters for a first name, 50 for a last name.
set variable long_first_name = 'Maximiliana Guadalupe Fernanda';
set variable long_last_name = 'Montgomery-Featherstonehaugh de la Vega y Santiago';
set variable cities = ['Oakfield', 'Rivermont', 'San Aurelio', 'Los Nogales', 'Vista Clara'];
set variable races = [
    'White', 'Black', 'Filipino', 'Chinese', 'Vietnamese', 'Asian Indian', 'Hmong', 'Korean',
    'American Indian', 'Samoan', 'Hawaiian', 'Other Asian'
];
