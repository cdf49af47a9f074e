"""Words that tell what a name names. Tables only; edit one to change what it does."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split(","))


_LISTED = {
    "male titles": """
        mr sir lord king prince father brother chairman congressman spokesman councilman actor pope señor herr
        """,
    "female titles": """
        mrs ms miss dame lady queen princess sister chairwoman congresswoman spokeswoman councilwoman actress baroness
        frau madame
        """,
    # What tells a country from a person of that name: what it alone does, what it has, and what is its own.
    "countries do": """
        borders bordered exports exported imports imported ratifies ratified annexes annexed invades invaded
        """,
    "countries have": """
        government king queen president parliament army navy military border borders capital economy currency
        constitution population people citizens ministry minister embassy ambassador election elections airport airports
        coast independence territory
        """,
    "travel": """
        go goes going gone went fly flies flying flew flown travel travelled traveled travelling traveling return
        returns returned move moved fled flee come came drove sailed emigrated deported flight flights trip visit border
        """,
    "own": "its his her",
    "place heads": """
        Lake Mount Mt Mt. Cape Port Fort Ft Ft. Gulf Isle Islands Strait Bay Republic Kingdom Commonwealth Sea Straits
        El Camp Province City Isles
        """,
    "other heads": "Hurricane Storm Cyclone Typhoon Operation Project HMS USS SS MV RMS",
    # Bodies that are named by their sort alone, where it has a capital: "the House", "the Council".
    "chambers": """
        House Senate Chamber Council Court Assembly Commons Lords Cabinet Commission Committee Ministry Department
        Tribunal
        """,
    # Companies named by their owner: "McDonald's".
    "owned bodies": """
        McDonald Sainsbury Lloyd Moody Macy Kohl Wendy Sotheby Christie Lowe Domino Denny Arby Kellogg Levi Hershey
        Harrod Morrison Waterstone Bloomingdale Dillard Hardee Applebee Papa Nando Loblaw
        """,
    # Single words that are diseases, books and events by themselves.
    # Capital adjectives that alone name nothing: "Congressional testimony".
    "adjectives": """
        Congressional Presidential Parliamentary Senatorial Gubernatorial Constitutional Ministerial Judicial
        """,
    "other names": """
        COVID-19 Covid-19 COVID Covid SARS-CoV-2 SARS MERS Ebola Zika Brexit Bible Quran Koran Torah Medicare Medicaid
        Obamacare Holocaust Olympics Watergate Allah
        """,
    # Of those, who follow a party: they may have a body before them ("House Republicans").
    "partisans": """
        Republicans Democrats Conservatives Liberals Socialists Communists Greens Tories Whigs Nazis Bolsheviks GOP
        Dems
        """,
    # Before a name that is a place, and before a name that is seldom a person.
    "place prepositions": """
        in near outside throughout across inside around toward towards downtown central northern southern eastern
        western north south east west northeast northwest southeast southwest
        """,
    # Before a name that is known as a town, or as nothing else.
    "small determiners": "the a an this that its his her their our every each",
    "place links": "at from to of into via between",
    "reporting": """
        said says told tells added wrote tweeted argued asked explained replied announced insisted claimed denied warned
        believes thinks thought knew knows admitted recalled noted who whose himself herself laughed smiled died married
        testified resigned vowed joked
        """,
    "particles": """
        de da del della di do dos du la le von van der den ter ten bin ibn al el y zu af av bint abu ben
        """,
    "connectors": "of for and on",
    "small words": """
        a an and as at but by for from in into is nor of off on onto or out over per than that the to up via vs with
        after before its his her their are was not be
        """,
}
WORDS = {name: word_set(words) for name, words in _LISTED.items()}

# Before a person's name, lower-case and without a full stop; these alone make the next capital a person.
STRONG_TITLES = word_set("""
    mr mrs ms miss mx dr prof professor sir dame sen senator rep representative congressman congresswoman gov governor
    president chancellor premier king queen prince princess pope cardinal archbishop bishop rabbi imam ayatollah
    sheikh sheik reverend rev general gen colonel col major maj captain capt lieutenant lt sergeant sgt admiral adm
    sheriff judge justice minister mayor ambassador spokesman spokeswoman spokesperson chairman chairwoman ceo coach
    senators secretary director founder actor actress singer author editor economist analyst lawyer candidate nominee
    columnist correspondent reporter journalist pastor strategist lady commissioner officer detective attorney whip
    counsel d.a ag
    """)
# Several may follow one another.
TITLES = STRONG_TITLES | word_set("""
    lord baroness baron reps presidents vice prime ministers emperor father sister brother saint marshal commander
    cmdr corporal private inspector constable deputy chief treasurer chair chairperson cfo coo co-founder councillor
    councilman councilwoman councilor speaker leader manager director-general host lawmaker adviser advisor aide
    former ex-president acting interim then foreign interior defence defense finance health education state first
    national security executive managing assistant under undersecretary special agent senior junior rapper comedian
    comrade mp housing trade labor labour energy transport environment press home striker midfielder defender
    goalkeeper skipper señor don doña herr frau monsieur madame mme signor hon rt majority minority administrator
    broadcaster presenter businessman businesswoman activist campaigner scientist researcher historian composer
    novelist playwright poet photographer guitarist drummer philanthropist entrepreneur architect surgeon theologian
    """)

OWNER = ("'s", "’s")
ORGANISATION_ENDS = word_set("""
    Inc Inc. Corp Corp. Co Co. Ltd Ltd. LLC PLC Plc AG SA GmbH NV LP Company Corporation Group Holdings Industries
    Partners Associates Bank Banks Trust Fund Capital Ventures Insurance Airlines Airways Motors Pharmaceuticals
    Energy Oil Gas Media Records Pictures Studios Entertainment Network Networks News Times Post Journal Tribune
    Herald Gazette Telegraph Guardian Chronicle Observer Globe Press Magazine Daily Newspaper Radio Television TV
    Broadcasting University College School Institute Academy Hospital Clinic Church Mosque Museum Library Gallery
    Orchestra Ballet Opera Theatre Theater Party Congress Parliament Senate Assembly Council Committee Commission
    Cabinet Court Ministry Department Agency Bureau Authority Administration Service Services Office Board Union
    Federation Confederation League Association Society Organization Organisation Foundation Alliance Coalition
    Movement Front Army Navy Force Forces Guard Corps Police Brigade Brigades Regiment Battalion Club FC F.C. United
    City Rovers Athletic Wanderers Team Center Centre Project Initiative Campaign Systems Technologies Technology
    Software Labs Laboratories Laboratory Solutions Consulting International Worldwide Stores Supermarkets Restaurants
    Branch Hotels Resorts Brands Foods Chamber Treasury Exchange Reserve PAC Caucus Task Squad Syndicate Cartel
    Brotherhood Jihad State Nations Community Unit Division Directorate Secretariat Tribunal Observatory Watch
    Programme Program Consortium Cooperative Co-operative Institution Institutions Constabulary Firm Dynamics
    Electronics Bancorp Financial Securities
    """) - word_set("City State Times_ Gas Oil Community")  # fmt: skip
ORGANISATION_HEADS = word_set("""
    University College School Institute Academy Bank Ministry Department Office Board Bureau Council Committee
    Commission Court Church Museum Federation Union Association Society Organization Organisation Foundation Alliance
    Party Army House Chamber Central Federal Supreme Royal Hospital Center Centre Centers Centres Campaign
    Coalition Institution Authority Agency Revolutionary People's Armed Joint Confederation League Congress Bar
    Friends Housing Fund Directorate Programme Program Doctors Library
    """)
PLACE_ENDS = word_set("""
    River Lake Sea Ocean Bay Gulf Strait Straits Canal Creek Falls Island Islands Isle Isles Peninsula Cape Coast
    Beach Mountain Mountains Mount Hill Hills Valley Desert Forest Park Gardens Garden Square Street Avenue Road
    Boulevard Lane Drive Highway Bridge Tunnel Airport Station Harbour Harbor Port County District Province Region
    Territory Territories City Town Village Borough Parish Republic Kingdom Emirates States Plaza Stadium Arena Tower
    Towers Palace Castle Cathedral Abbey Temple Cemetery Prison Jail Base Camp Field Fields Heights Springs Rapids
    Shore Shores Point Ridge Canyon Basin Plateau Archipelago Reef Glacier Delta Strip Quarter Terrace Way Mall
    Building Hotel Hall Plains Steppe Oblast Prefecture Alps Sound Crossing Courthouse Zoo Pier Wharf Marina Dam
    Reservoir Estate
    """)
OTHER_ENDS = word_set("""
    War Cup Championship Championships Olympics Games Festival Award Awards Prize Medal Act Bill Treaty Accord
    Agreement Amendment Constitution Convention Plan Deal Day Week Year Month Eve Revolution Uprising Crisis Massacre
    Battle Summit Conference Forum Protocol Declaration Report Law Code Tour Open Grand Prix Marathon Bowl Series Show
    Bible Quran Koran Age Era Century Renaissance Reformation Holocaust Season Election Elections Referendum Hurricane
    Storm Operation Medicaid Medicare Brexit Internet Web Christmas Easter Ramadan Thanksgiving Halloween Diwali
    Hanukkah Passover Test Syndrome Disease Virus Theory Dream Doctrine Clause Scale Index Rights Affair Gate Song
    Symphony Concerto Album Trophy Ashes Derby Ages Exit Inquiry
    """)
# Capitals that are names of nothing here: months and days come from segment's word lists.
NO_NAMES = word_set("""
    I I'm I'd I'll I've I’m I’d I’ll I’ve OK Ok TV PM AM Mr Mrs Ms Dr BC AD CEO CFO COO MP MPs PhD Jr Sr God Internet
    Web Christmas Easter Oh Ah Yes No Hi Hello Dear Thanks Please Welcome Sincerely Photo Image Video Source Read
    Click Share Advertisement Updated Related Editor Reporting ID DNA HIV AIDS GDP UFO SUV LGBT LGBTQ AI IT PR VAT CV
    DVD CD GPS PC WiFi Wi-Fi SMS PDF FAQ CO2 IED RIP USD GMT EST EDT PT ET A.M. P.M. A.D. Ph.D. M.D. Thursday's II III
    IV VI VII Act Bill State Government UTC BST CET UPDATE
    """)
# What a name right before or behind is called: "the band Cream", "Conception, a ferry".
CALLED = {
    **dict.fromkeys(word_set("""
        agency airline authority band bank brand brewer broadcaster carmaker chain charity club company consortium
        contractor council firm foundation franchise giant group insurer label league lender maker manufacturer
        militia ministry movement network newspaper operator orchestra outlet party publisher restaurant retailer site
        startup start-up station studio subsidiary supermarket team union university website
        """), "organisation"),
    **dict.fromkeys(word_set("""
        aircraft album app award boat book cyclone disease documentary drug ferry film game horse hurricane law
        magazine missile movie musical novel operation opera plane play podcast poem prize product programme rocket
        satellite series ship show single song spacecraft storm submarine tanker trawler truck typhoon vaccine vessel
        virus yacht
        """), "other"),
    **dict.fromkeys(word_set("""
        borough city county district hamlet island neighbourhood neighborhood port province region suburb town village
        """), "place"),
}  # fmt: skip
# Names in small letters.
SMALL_NAMES = {"tea party": "group"}
# Single words that are organisations or bodies by themselves.
BODIES = word_set("""
    Congress Senate Parliament Pentagon Kremlin Treasury Vatican Knesset Bundestag Duma Politburo Interpol Europol
    Westminster Labour Taliban Hezbollah Hamas Fatah Isis GOP G.O.P. F.B.I. C.I.A. Google Facebook Twitter YouTube
    Instagram Apple Microsoft Amazon Netflix Uber Airbnb Tesla Boeing Airbus Toyota Honda Volkswagen Samsung Sony
    Huawei Reuters Bloomberg Politico Breitbart Univision Telemundo Pfizer Moderna AstraZeneca Walmart Tesco Ikea
    Adidas Nike Starbucks McDonald's Reddit Spotify Snapchat WhatsApp TikTok Tumblr Pinterest LinkedIn WikiLeaks
    Wikipedia Greenpeace Oxfam Unicef UNICEF Nato Gazprom Rosneft Lufthansa Renault Siemens Vodafone Barclays HSBC
    Lehman Goldman Enron Exxon Chevron Slate Vox Newsweek Forbes Variety Xinhua Tass Interfax Aeroflot Pravda Motorola
    Nokia Intel Oracle Cisco Yahoo Disney Pixar Marvel Nintendo Renova Mossad Shin Luftwaffe Wehrmacht
    """)
PHRASE_BODIES = _phrases("""
    White House, State Department, Supreme Court, Justice Department, Treasury Department, Wall Street Journal, New
    York Times, Washington Post, Financial Times, Downing Street, Federal Reserve, European Union, United Nations,
    Security Council, European Commission, European Parliament, Red Cross, Al Qaeda, al-Qaeda, al-Qaida, Islamic
    State, Boko Haram, al-Shabab, World Bank, World Health Organization, Scotland Yard, Buckingham Palace, Associated
    Press, Fox News, Sky News, BBC News, Al Jazeera, Goldman Sachs, JPMorgan Chase, Morgan Stanley, General Motors,
    General Electric, Standard & Poor's, Black Lives Matter, Tea Party, House of Representatives, House of Commons,
    House of Lords, Homeland Security, National Guard, Coast Guard, Secret Service, Ku Klux Klan, Planned Parenthood,
    Human Rights Watch, Amnesty International, Doctors Without Borders, Daily Mail, The Guardian, The Economist, The
    Hill, The Atlantic, The New Yorker, The Independent, Burger King, Taco Bell, Premier League, Real Madrid,
    Manchester United, Royal Navy, Royal Air Force, Wikimedia Foundation, Los Angeles Times, New York Post, Daily
    News, USA Today, Time magazine, Washington Examiner, Daily Beast, Daily Caller
    """)
# Capitals only; never organisations.
PLACE_CAPITALS = {
    "US": "United States", "U.S.": "United States", "USA": "United States", "U.S.A.": "United States",
    "U.S": "United States", "UK": "United Kingdom", "U.K.": "United Kingdom", "UAE": "United Arab Emirates",
    "USSR": "Soviet Union", "U.S.S.R.": "Soviet Union", "D.C.": "Washington", "DC": "Washington",
    "NYC": "New York City", "LA": "Los Angeles", "L.A.": "Los Angeles", "B.C.": "British Columbia",
    "N.Y.": "New York", "N.J.": "New Jersey", "N.C.": "North Carolina", "S.C.": "South Carolina",
    "N.H.": "New Hampshire", "N.M.": "New Mexico", "NY": "New York", "N.D.": "North Dakota", "S.D.": "South Dakota",
    "R.I.": "Rhode Island", "W.Va.": "West Virginia", "DRC": "Congo", "GDR": "East Germany", "PRC": "China",
    "SF": "San Francisco", "NI": "Northern Ireland", "HK": "Hong Kong",
}  # fmt: skip
# States as newspapers shorten them, behind a town or the sign of a party ("R-Va.").
STATES = {
    "Ala.": "Alabama", "Ariz.": "Arizona", "Ark.": "Arkansas", "Calif.": "California", "Colo.": "Colorado",
    "Conn.": "Connecticut", "Del.": "Delaware", "Fla.": "Florida", "Ga.": "Georgia", "Ill.": "Illinois",
    "Ind.": "Indiana", "Kan.": "Kansas", "Ky.": "Kentucky", "La.": "Louisiana", "Md.": "Maryland",
    "Mass.": "Massachusetts", "Mich.": "Michigan", "Minn.": "Minnesota", "Miss.": "Mississippi", "Mo.": "Missouri",
    "Mont.": "Montana", "Neb.": "Nebraska", "Nev.": "Nevada", "Okla.": "Oklahoma", "Ore.": "Oregon",
    "Pa.": "Pennsylvania", "Penn.": "Pennsylvania", "Tenn.": "Tennessee", "Tex.": "Texas", "Va.": "Virginia",
    "Vt.": "Vermont", "Wash.": "Washington", "Wis.": "Wisconsin", "Wyo.": "Wyoming",
}  # fmt: skip
# Places known by a name of their own beside the countries and cities of the gazetteers.
_OWN_NAMES = _phrases("""
    England, Scotland, Wales, Northern Ireland, Russia, Iran, Syria, South Korea, North Korea, Korea, Vietnam,
    Venezuela, Bolivia, Tanzania, Moldova, Laos, Brunei, Taiwan, Palestine, Kosovo, Turkey, Congo, Netherlands, Soviet
    Union, Yugoslavia, Czechoslovakia, East Germany, West Germany, Micronesia, United States, United Kingdom, Vatican
    City, Hong Kong, Macau, Tibet, Crimea, Gaza, West Bank, Catalonia, Kurdistan, Europe, Asia, Africa, North America,
    Oceania, South America, Latin America, Central America, Middle East, Far East, Southeast Asia, Eurasia, Western
    Europe, Eastern Europe, Caribbean, Scandinavia, Balkans, Caucasus, Siberia, Sahara, Mediterranean, Atlantic,
    Pacific, Arctic, Antarctica, Amazonia, Himalayas, Alps, Andes, Rockies, Midwest, West Coast, East Coast, New
    England, Silicon Valley, Capitol Hill, Nile, Manhattan, Brooklyn, Bronx, Queens, Hollywood, Staten Island, Harlem,
    Broadway, Wall Street, Thames, Rhine, Danube, Ganges, Mississippi, Chechnya, Donbas, Persia, Mesopotamia, Ottoman
    Empire, Roman Empire, Prussia, Normandy, Provence, Tuscany, Bavaria, Saxony, Yorkshire, Cornwall, Everest,
    Kashmir, Darfur, Anatolia, Levant, Mars, Earth, Moon, Guantanamo Bay, Americas, Benghazi, Auschwitz, Sakhalin,
    Kamchatka, Saint Petersburg, St. Louis, Monte Carlo
    """)
PLACE_NAMES = {name: name for name in _OWN_NAMES} | {
    "America": "United States", "United States of America": "United States", "Britain": "United Kingdom",
    "Great Britain": "United Kingdom", "Macedonia": "North Macedonia", "Czech Republic": "Czechia",
    "Ivory Coast": "Côte d'Ivoire", "Burma": "Myanmar", "Holland": "Netherlands", "the Netherlands": "Netherlands",
    "Cape Verde": "Cabo Verde", "Swaziland": "Eswatini", "East Timor": "Timor-Leste", "Gaza Strip": "Gaza",
    "Antarctic": "Antarctica", "Bosnia": "Bosnia and Herzegovina", "Herzegovina": "Bosnia and Herzegovina",
    "Donbass": "Donbas", "Guantanamo": "Guantanamo Bay", "Balearics": "Balearic Islands",
    "Galapagos": "Galápagos Islands", "St. Petersburg": "Saint Petersburg",
}  # fmt: skip
# People of a country, a faith or a region: "group" mentions; the first are many with an s.
_PEOPLES = word_set("""
    American Briton Brit Scot German Italian Spaniard Belgian Austrian Swede Norwegian Dane Finn Greek Turk Russian
    Ukrainian Pole Czech Slovak Hungarian Romanian Bulgarian Serb Croat Bosnian Albanian Georgian Armenian Chechen
    Afghan Iranian Iraqi Syrian Jordanian Israeli Palestinian Saudi Yemeni Egyptian Libyan Tunisian Algerian Moroccan
    Ethiopian Somali Kenyan Rwandan Nigerian African Indian Pakistani Bangladeshi Tibetan Thai Malaysian Indonesian
    Filipino Mongol Korean Australian Zealander Canadian Mexican Cuban Haitian Jamaican Dominican Venezuelan Colombian
    Peruvian Brazilian Argentine Chilean Latino Latina Hispanic European Asian Arab Kurd Jew Muslim Christian Islamist
    Catholic Protestant Buddhist Hindu Sikh Mormon Evangelical Sunni Shiite Uighur Uyghur Basque Catalan Soviet Roman
    Ottoman Viking Texan Californian Londoner Communist Marxist Zionist African-American Yazidi Cypriot Tatar Cossack
    Alabamian Arizonan Arkansan Coloradan Idahoan Illinoisan Hoosier Iowan Kansan
    Kentuckian Louisianan Mainer Marylander Michigander Minnesotan Mississippian Missourian Montanan Nebraskan
    Nevadan Ohioan Oklahoman Oregonian Pennsylvanian Tennessean Utahn Vermonter Virginian Wisconsinite
    """)
GROUPS = (
    _PEOPLES
    | {f"{name}s" for name in _PEOPLES}
    | word_set("""
    British English Englishman Scottish Welsh Irish French Frenchman Spanish Portuguese Dutch Swiss Swedish Danish
    Finnish Icelandic Icelander Turkish Belarusian Polish Serbian Croatian Slovenian Slovene Macedonian Kosovar
    Estonian Latvian Lithuanian Azerbaijani Kazakh Uzbek Turkmen Kyrgyz Tajik Persian Lebanese Omani Kuwaiti Qatari
    Emirati Bahraini Sudanese Eritrean Ugandan Tanzanian Congolese Ghanaian Ivorian Senegalese Malian Cameroonian
    Zimbabwean Zambian Angolan Mozambican Namibian Nepalese Nepali Bhutanese Burmese Vietnamese Cambodian Laotian
    Malay Singaporean Philippine Chinese Taiwanese Mongolian Japanese Aussie Aboriginal Maori Québécois Guatemalan
    Honduran Salvadoran Nicaraguan Panamanian Ecuadorian Bolivian Argentinian Uruguayan Paraguayan Arabic Kurdish
    Jewish Christianity Islam Islamic Orthodox Shia Rohingya Roma Flemish Bavarian Byzantine Celtic Germanic Slavic
    Nordic Latin Hebrew Mandarin Cantonese Floridian Parisian Berliner Western Westerners Eastern Southern Northern
    Democratic Republican Democrat Conservative Liberal Socialist Victorian Elizabethan Caucasian Afro-American
    Venetian Sicilian Corsican Babylonian Judaism Buddhism Hinduism Eurosceptic Amish Inuit Hutu Tutsi Zulu Hawaiian
    Alaskan Kremlinologist Pashtun Punjabi Tamil Bengali Maltese Luxembourgish Monacan Iberian Anglo Anglican Lutheran
    Baptist Methodist
    """)
)
GROUPS |= WORDS["partisans"] - {"GOP"} | {"Tory", "Nazi", "Dem"}
# An adjective and those whom it goes with, where they are not the adjective and an s.
ADHERENTS = {
    "Democratic": "Democrats", "Dems": "Democrats", "Dem": "Democrats", "Tory": "Tories",
    "British": "Britons", "Spanish": "Spaniards", "Danish": "Danes",
    "Swedish": "Swedes", "Finnish": "Finns", "Polish": "Poles", "Turkish": "Turks", "Serbian": "Serbs",
    "Croatian": "Croats", "Kurdish": "Kurds", "Jewish": "Jews", "Scottish": "Scots",
}  # fmt: skip
