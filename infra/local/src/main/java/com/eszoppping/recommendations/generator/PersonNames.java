package com.eszoppping.recommendations.generator;

/** Names and addresses of people who don't exist, by the number of the user. */
final class PersonNames {
    private static final String[] FIRST_NAMES = {
        "Adam", "Agnieszka", "Alicja", "Bartosz", "Beata", "Cezary", "Dagmara", "Dominik", "Elżbieta", "Emil", "Ewa",
        "Filip", "Grażyna", "Hanna", "Igor", "Iwona", "Jakub", "Joanna", "Kacper", "Kalina", "Łukasz", "Magdalena",
        "Michał", "Natalia", "Oskar", "Paulina", "Piotr", "Róża", "Sebastian", "Sylwia", "Tymon", "Urszula", "Wiktor",
        "Zofia", "Żaneta"
    };
    /** Surnames that are the same for women and men. */
    private static final String[] SURNAMES = {
        "Bąk",
        "Bielak",
        "Cebula",
        "Chmiel",
        "Czech",
        "Dudek",
        "Dziób",
        "Gajda",
        "Gołąb",
        "Głąb",
        "Jarosz",
        "Kania",
        "Kasprzak",
        "Kmieć",
        "Kołodziej",
        "Kos",
        "Krawczyk",
        "Kubiak",
        "Lis",
        "Łuczak",
        "Madej",
        "Mazur",
        "Mróz",
        "Musiał",
        "Nowak",
        "Olejnik",
        "Pająk",
        "Pietrzak",
        "Ptak",
        "Rak",
        "Sikora",
        "Skiba",
        "Sowa",
        "Świątek",
        "Szewczyk",
        "Wasiuk",
        "Wilk",
        "Wójcik",
        "Zając",
        "Żak"
    };

    private static final String[] CITIES = {
        "Białystok",
        "Bielsko-Biała",
        "Bydgoszcz",
        "Częstochowa",
        "Elbląg",
        "Gdańsk",
        "Gdynia",
        "Gliwice",
        "Katowice",
        "Kielce",
        "Konin",
        "Kraków",
        "Lublin",
        "Łódź",
        "Olsztyn",
        "Opole",
        "Poznań",
        "Radom",
        "Rzeszów",
        "Szczecin",
        "Toruń",
        "Warszawa",
        "Wrocław",
        "Zielona Góra"
    };
    private static final String[] STREETS = {
        "ul. Akacjowa", "ul. Boczna", "ul. Brzozowa", "al. Dębowa", "ul. Długa", "ul. Jasna", "ul. Kwiatowa",
        "al. Lipowa", "ul. Łąkowa", "ul. Ogrodowa", "ul. Polna", "pl. Ratuszowy", "ul. Różana", "ul. Słoneczna",
        "ul. Szkolna", "pl. Zdrojowy", "ul. Zielona", "ul. Źródlana"
    };
    private static final int HIGHEST_HOUSE_NUMBER = 180;

    private static final long FIRST_NAME = 1;
    private static final long SURNAME = 2;
    private static final long CITY = 3;
    private static final long STREET = 4;
    private static final long HOUSE = 5;

    private PersonNames() {}

    static String name(int user) {
        return pick(FIRST_NAMES, FIRST_NAME, user) + " " + pick(SURNAMES, SURNAME, user);
    }

    static String city(int user) {
        return pick(CITIES, CITY, user);
    }

    static String street(int user) {
        int house = 1 + (int) (StableHash.fraction(HOUSE, user) * HIGHEST_HOUSE_NUMBER);
        return pick(STREETS, STREET, user) + " " + house;
    }

    private static String pick(String[] names, long what, int user) {
        return names[(int) (StableHash.fraction(what, user) * names.length)];
    }
}
