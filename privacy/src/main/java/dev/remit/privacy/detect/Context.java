package dev.remit.privacy.detect;

import java.nio.charset.StandardCharsets;

/**
 * What a word says of the identifiers near it, as bits. The words were chosen by what people write in front of such
 * numbers in tickets and forms in the larger languages; they are folded like the text, so without accents.
 */
final class Context {
    static final long PHONE = 1L;
    static final long CARD = 1L << 1;
    static final long ACCOUNT = 1L << 2;
    static final long ROUTING = 1L << 3;
    static final long BIC = 1L << 4;
    static final long SOCIAL = 1L << 5;
    static final long TAX = 1L << 6;
    static final long EMPLOYER = 1L << 7;
    static final long PASSPORT = 1L << 8;
    static final long LICENCE = 1L << 9;
    static final long ID = 1L << 10;
    static final long HEALTH = 1L << 11;
    static final long POSTCODE = 1L << 12;
    static final long PLATE = 1L << 13;
    static final long VIN = 1L << 14;
    static final long BIRTH = 1L << 15;
    static final long AGE = 1L << 16;
    static final long OLD = 1L << 17;
    static final long COORDINATES = 1L << 18;
    static final long PASSWORD = 1L << 19;
    static final long TOKEN = 1L << 20;
    static final long CODE = 1L << 21;
    static final long LINE = 1L << 22;
    static final long VAT = 1L << 23;
    static final long COMPANY = 1L << 24;
    static final long MONTH = 1L << 25;
    static final long NUMBER = 1L << 26;
    static final long PROVIDER = 1L << 27;
    static final long YEAR = 1L << 28;
    static final long SORT = 1L << 29;
    static final long WEEKDAY = 1L << 30;
    static final long SPELLED_AT = 1L << 31;
    static final long US = 1L << 32;
    static final long UK = 1L << 33;
    static final long DE = 1L << 34;
    static final long FR = 1L << 35;
    static final long ES = 1L << 36;
    static final long IT = 1L << 37;
    static final long NL = 1L << 38;
    static final long PL = 1L << 39;
    static final long PT = 1L << 40;
    static final long NORDIC = 1L << 41;
    static final long EAST = 1L << 42;
    static final long IN = 1L << 43;
    static final long CA = 1L << 44;
    static final long AU = 1L << 45;
    static final long LATIN = 1L << 46;
    static final long SG = 1L << 47;
    static final long KR = 1L << 48;
    static final long ZA = 1L << 49;
    static final long TR = 1L << 50;
    static final long ASIA = 1L << 51;
    static final long BE = 1L << 52;
    static final long ALPINE = 1L << 53;
    static final long IE = 1L << 54;
    static final long MONEY = 1L << 55;
    static final long KEY = 1L << 56;
    static final long BEFORE_KEY = 1L << 57;
    static final long BEFORE_CODE = 1L << 58;
    static final long YEARS = 1L << 59;
    static final long SAID = 1L << 60;
    static final long CODE_WORD = 1L << 61;
    static final long STILL = 1L << 62;

    /** What announces the name of a user's account. */
    static final long USER = 1L << 63;

    private static final int SLOTS = 4096;
    private static final int SLOT_SHIFT = Long.SIZE - 12;
    private static final long[] HASHES = new long[SLOTS];
    private static final long[] MEANINGS = new long[SLOTS];

    /** A bit for the hash of each word here, by which most other words are told at once. */
    private static final long[] FILTER = new long[1024];

    private static final int FILTER_SHIFT = Long.SIZE - 16;

    static {
        say(PHONE, """
                phone phones tel telephone telefon telefonnummer telefono telefone telefoon telefoonnummer mobile mobiles
                mobil mobilnummer cell cellphone cellular handy handynummer fax whatsapp sms call calls called calling
                dial texted contact reach reached portable celular movil celulare gsm desk hotline
                anrufen erreichbar rufnummer rueckruf ruckruf appeler appelez joindre llamar llame chiamare chiamami ligar
                bellen telefonu numaram ponsel handphone answering answer voicemail message messages messaged callback
                contacto contato contactar telemovel telemóvel tlm kontakt joignable bereikbaar doorkiesnummer sunati suna hivja hivjon telephonenumber phonenumber landline extension tlf mob puhelin puhelinnumero telefonnr telefonszam numarasi hp fono
                cep telefonni telefonu telefoni тел телефон телефону τηλέφωνο τηλ κινητό κινητο τηλεφωνο ΤΗΛ мобилен моб мобильный 电话 手机 電話 携帯 전화 전화번호 휴대폰 โทร هاتف जन""");
        say(CARD, """
                card cards creditcard credit debit visa mastercard amex maestro kreditkarte kreditkartennummer karte carte
                tarjeta carta cartao creditcardnummer kaart kort karta kartu kart pan cc mc diners discover jcb payment
                cardnumber bankcard карта карты 卡号 信用卡 カード 카드""");
        say(ACCOUNT, """
                account accounts acct accountnumber iban konto kontonummer kontonr compte cuenta conto conta rekening
                rekeningnummer bankaccount bank deposit checking savings überweisung bankverbindung giro girokonto ccc
                rib bban rachunek rachunku ucet hesap szamla счет счёт 账号 口座""");
        say(ROUTING, "routing aba rtn transit wire ach fedwire");
        say(SORT, "sort sortcode blz bankleitzahl");
        say(BIC, "bic swift bank iban");
        say(SOCIAL, "ssn ssns social sociale sociaal security socialsecurity soc sec");
        say(TAX, """
                tax taxes taxpayer tin itin itins taxid steuer steuernummer steuerid steuernr identifikationsnummer idnr
                fiscal fiscale fiscalnumber nif utr finanzamt""");
        say(EMPLOYER, "ein eins fein employer employers");
        say(PASSPORT, """
                passport passports passeport pasaporte passaporto passaporte reisepass reisepassnummer pass passnummer
                paspoort paszport paszportu pass travel pasaport pasaportu passi pas utlevel паспорт паспорта 护照 パスポート
                여권 여권번호 document""");
        say(LICENCE, """
                license licence licenses licences driver drivers driving dl permis conduire licencia conducir permiso
                patente guida fuhrerschein führerscheinnummer fahrerlaubnis rijbewijs carta condução prawo jazdy korkort
                kørekort ajokortti ehliyet surucu 면허 운전면허 免許 licencenumber""");
        say(ID, """
                aadhaar aadhar pesel bsn burgerservicenummer personnummer personnr cpr henkilotunnus hetu fodselsnummer nir nric
                cpf curp tckn kimlik steuerid steueridentifikationsnummer rijksregisternummer isikukood emso egn oib ppsn nino
                sozialversicherungsnummer svnr ahv idnummer
                identity identification identite identidad identita identidade identiteit ausweis ausweisnummer
                personalausweis perso dni nie cedula national citizen resident residence refugee 身份证 身份证号 身分證
                주민등록번호 주민번호 주민 外国人登録 เลขประจำตัวประชาชน เลขบัตรประชาชน บัตรประชาชน
                kennitala matricule rodne ταυτότητας ταυτότητα ΤΑΥΤΟΤΗΤΑΣ cuit cuil ruc nid hkid 身份證 香港身份證 身份證號碼 nik ktp マイナンバー 個人番号 mynumber mykad
                cnic nicop nic cccd cmnd cước снилс СНИЛС snils инн ИНН іпн ІПН рнокпп РНОКПП jmbg јмбг ЈМБГ идентификационный
                القومي هوية الهوية الوطنية nationale cnie iqama iqamah إقامة الإقامة nhi ird""");
        say(HEALTH, """
                health medicare medicaid mbi nhs patient patients beneficiary insurance insured krankenkasse versicherten
                versichertennummer krankenversicherung krankenversichertennummer kvnr egk gesundheitskarte medical hic
                hospital mrn""");
        say(POSTCODE, """
                zip zips zipcode postcode postcodes postal plz postleitzahl cap cp codepostal codigo cep pincode
                postnummer postinumero irsz kod pocztowy eircode psc postnr postni irányítószám cod postleitzahlen zipcodes""");
        say(PLATE, """
                plate plates plaka plakasi kennzeichen nummernschild autokennzeichen immatriculation plaque matricula
                targa kenteken registration reg vrm vehicle car bike motorbike truck van rejestracja rejestracyjny
                registrierung numberplate licenseplate autonummer""");
        say(VIN, "vin chassis fahrgestellnummer fin vehicle fahrzeug identifizierungsnummer bastidor telaio chassi");
        say(BIRTH, """
                born birth birthday birthdate dob bday birthdays geboren geburtsdatum geburtstag geb naissance nee ne nato
                nata nascita nacido nacida nacimiento nascido nascida nascimento geboortedatum urodzony urodzona urodzenia
                fodt fødselsdato fodselsdato syntynyt fodd doğum dogum tarihi narozeni рождения родился 生年月日 생년월일 出生""");
        say(AGE, """
                age aged ages turned turning alter alt age edad eta idade leeftijd wiek alder turns""");
        say(OLD, "old yo yr yrs jährige jahrige jahriger jahrigen");
        say(YEARS, """
                year years yr yrs y jahre jahren jahr ans an anos años años anni jaar lat ar år vuotta yas yaşında year's""");
        say(
                COORDINATES,
                "lat latitude lng lon long longitude gps coordinates coords koordinaten location located geo position");
        say(PASSWORD, """
                password passwords passwort passwörter kennwort passwd pwd passcode pw mdp contrasena contraseña
                passe wachtwoord senha haslo hasło parola parolă losenord adgangskode salasana salasanani sifre sifrem sifreniz heslo
                jelszo jelszavam lozinka lozinku geslo haslem hasłem parole κωδικός парола пароля пароль 密码 パスワード 비밀번호""");
        say(TOKEN, """
                pass secret secrets token tokens apikey geheimnis clave bearer jeton credential credentials""");
        say(CODE, """
                cvv cvc csc cvv2 pin otp tan sicherheitscode kartenprufnummer prufnummer tan mtan""");
        say(SAID, """
                wrong incorrect correct right not no never invalid valid expired lost gone forgotten required needed
                missing weak strong too being reset rejected refused working accepted changed unknown asked a an in on
                for to that what my it stored saved safe secret old new compromised blocked locked case falsch nicht
                richtig abgelaufen ungueltig ungültig vergessen gesperrt zu weg kein incorrecte expire faux oublie
                incorrecta invalida caducada olvidada que muy pas perdu refuse the and or but if when so very simple
                secure insecure hard easy hashed encrypted protected sent set used shared empty blank optional""");
        say(CODE_WORD, "code codes seguridad securite");
        say(STILL, "now still just jetzt noch maintenant ahora currently always the");
        say(LINE, "passphrase authorization");
        say(KEY, "key keys");
        say(BEFORE_KEY, "api access secret private signing encryption account auth");
        say(BEFORE_CODE, """
                security verification login access recovery reset backup time pin auth authentication codigo code de gate door
                entry alarm lock lockbox keypad safe building confirmation your""");
        say(VAT, """
                vat ust ustid ustidnr umsatzsteuer tva iva btw nip uid vatin cif mehrwertsteuer moms dph pvm afm dic""");
        say(COMPANY, """
                company business firma unternehmen siren siret kvk enterprise ondernemingsnummer registre handelsregister
                handelsregisternummer amtsgericht hrb hra organisation organization orgnr organisationsnummer uen acn abn
                cnpj brn gstin gst tillhor bolag corporate regon cin""");
        say(MONTH, """
                january february march april may june july august september october november december jan feb mar apr jun
                jul aug sep sept oct nov dec januar februar märz marz mai juni juli oktober dezember janvier fevrier mars
                avril juin juillet aout septembre octobre novembre decembre enero febrero marzo abril mayo junio julio
                agosto septiembre octubre noviembre diciembre gennaio febbraio aprile maggio giugno luglio settembre
                ottobre novembre dicembre janeiro fevereiro março marco maio junho julho setembro outubro dezembro januari
                februari maart mei augustus okt dez mrt""");
        say(NUMBER, """
                number numbers no nr num nummer numero number's numéro número номер numer numaram numarası番号 号码""");
        say(
                PROVIDER,
                "npi provider providers physician prescriber dea certificate medical lanr arztnummer arztes bsnr praxis");
        say(YEAR, """
                in since of until from by year early late during before after around circa founded established act seit
                depuis desde dal van fall spring summer winter a an the class copyright""");
        say(WEEKDAY, """
                monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays
                saturdays sundays montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi
                vendredi samedi dimanche lunes martes miercoles jueves viernes domingo lunedi martedi mercoledi giovedi
                venerdi maandag dinsdag woensdag donderdag vrijdag zaterdag zondag""");
        say(SPELLED_AT, "at");
        say(US, "ssn itin ein us usa american irs");
        say(UK, "nino nhs utr ni uk british hmrc nin");
        say(DE, """
                steuer steuernummer steuerid steueridentifikationsnummer idnr sozialversicherung sozialversicherungsnummer
                sozialversicherungsausweis rvnr rentenversicherung rentenversicherungsnummer versicherungsnummer kvnr
                krankenversichertennummer lanr bsnr egk arztnummer betriebsstattennummer personalausweis ausweis""");
        say(FR, "nir insee secu securite sociale siren siret nss vitale");
        say(ES, "dni nie nif cif pasaporte extranjero");
        say(IT, "codice fiscale cf partita piva patente carta");
        say(NL, "bsn burgerservicenummer sofinummer sofi");
        say(BE, "rijksregisternummer rijksregister national registre rrn nn insz niss");
        say(PL, "pesel pesele peselu nip regon dowod");
        say(PT, "nif contribuinte contribuente fiscal cartao cidadao niss");
        say(NORDIC, """
                personnummer personnr pnr samordningsnummer orgnr organisationsnummer cpr cprnr cprnummer hetu
                henkilotunnus henkilotunnuksesi fodselsnummer fnr personal identity""");
        say(EAST, """
                rodne cislo rodné číslo cnp egn егн ЕГН oib afm αφμ ΑΦΜ инн ИНН снилс taj adoazonosito adojel emso isikukood asmens kodas personas
                kods rc ico adoszam ik""");
        say(IE, "pps ppsn ppsno");
        say(ALPINE, "svnr sozialversicherungsnummer svn sv ahv avs nss ahvn13");
        say(IN, "aadhaar aadhar adhaar uid uidai pan gstin gst voter epic elector india indian आधार");
        say(CA, "sin nas social insurance canada canadian assurance");
        say(AU, "tfn abn acn medicare australian australia");
        say(LATIN, "cpf cnpj rut run curp cedula");
        say(SG, "nric fin uen singapore");
        say(KR, "rrn frn brn korean korea 주민등록번호 외국인등록번호 사업자등록번호 사업자번호 alien");
        say(ZA, "rsa za sa south african refugee");
        say(TR, "tc tckn kimlik türk turk tckimlik");
        say(ASIA, "thai thailand tnin tin nin bvn teudat zehut israeli philippine philippines nigerian taiwan china");
        say(USER, """
                user username usernames login logon userid loginname nickname nick handle insta instagram twitter telegram discord
                tiktok snapchat snap benutzer benutzername benutzernamen nutzername anmeldename benutzerkonto identifiant
                utilisateur pseudo usuario utente gebruiker gebruikersnaam inlognaam utilizador utilizator uzytkownik użytkownik
                uzytkownika anvandarnamn användarnamn brugernavn brukernavn kayttajatunnus käyttäjätunnus uzivatel kullanici
                kullanıcı felhasznalonev felhasználónév konto account skype steam gamertag psn ign mastodon bluesky venmo cashapp
                battletag roblox wechat xing""");
        say(MONEY, "$ eur usd gbp chf euro euros dollars dollar pounds");
    }

    private Context() {}

    /** 1 if a word may mean something, by its {@link WordHash}; else 0. */
    static int may(long hash) {
        int bit = (int) (hash >>> FILTER_SHIFT);
        return (int) (FILTER[bit >>> 6] >>> bit) & 1;
    }

    /** What a word of a folded text means; 0 for most, and for none. */
    static long of(byte[] text, int start, int end) {
        return start < end ? of(WordHash.of(text, start, end)) : 0;
    }

    /** What a word means, by its {@link WordHash}. */
    static long of(long hash) {
        if (may(hash) == 0) {
            return 0;
        }
        for (int slot = slot(hash); HASHES[slot] != 0; slot = (slot + 1) & (SLOTS - 1)) {
            if (HASHES[slot] == hash) {
                return MEANINGS[slot];
            }
        }
        return 0;
    }

    private static int slot(long hash) {
        return (int) (hash >>> SLOT_SHIFT);
    }

    /** The hash of a word as it comes in a folded text. */
    static long hash(String word) {
        Block block = new Block();
        byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
        block.fold(utf8, 0, utf8.length, 0, false, false);
        return WordHash.of(block.t, block.from, block.to);
    }

    private static void say(long meaning, String words) {
        for (String word : words.strip().split("\\s+")) {
            long hash = hash(word);
            int bit = (int) (hash >>> FILTER_SHIFT);
            FILTER[bit >>> 6] |= 1L << bit;
            int slot = slot(hash);
            while (HASHES[slot] != 0 && HASHES[slot] != hash) {
                slot = (slot + 1) & (SLOTS - 1);
            }
            HASHES[slot] = hash;
            MEANINGS[slot] |= meaning;
        }
    }
}
