package datachoice.demo;

import java.util.List;
import java.util.Random;

/** Names as they are heard in England's waiting rooms. Every pairing of a given with a family name is made up. */
enum DemoNames {
    ENGLISH(
            58,
            "en",
            "Olivia Amelia Isla Ava Poppy Florence Freya Willow Evie Matilda Charlotte Lucy Hannah Gemma Kelly Natalie Rachel Joanne Tracey Deborah Alison Julie Susan Janet Christine Pauline Maureen Sheila Brenda Doreen Hilda Vera Mabel Phyllis Enid",
            "Noah Arthur Alfie Theo Freddie Archie Henry Jack Harry Toby Joshua Ryan Adam Craig Darren Lee Stuart Neil Gary Kevin Stephen Andrew Paul Keith Trevor Roger Brian Derek Norman Kenneth Stanley Reginald Cyril Wilfred Bert",
            "Ackland Ashcombe Barrowby Beckwith Birtles Blakeley Brightwell Caldbeck Carswell Chadwick Copthorne Cranley Dunmore Eastwood Elphick Fairhurst Fenwick Garside Gosling Greenhalgh Hartley Hazeldine Holroyd Inskip Jessop Kershaw Larkin Linwood Marsden Merriweather Nuttall Oakden Ormerod Peverell Pickering Quinton Rathbone Redfern Sallow Shuttleworth Stanbury Thackeray Tindale Underhay Wainwright Weatherby Whitlock Winterbourne Yarrow Yeoman Smith Taylor Brown Wilson Walker Wright Robinson Thompson Hall Wood"),
    WELSH(
            3,
            "cy",
            "Carys Ffion Siân Nerys Angharad Bethan Eluned Mair Cerys Lowri Tegan Gwenllïan",
            "Gethin Rhys Iolo Dafydd Emyr Siôn Gwilym Aled Iestyn Owain Tomos Ifan",
            "ap-Rhys Llywelyn Prydderch Gwynne Pugh Bowen Vaughan Probert Parri Meredith Tudor Cadwallader"),
    IRISH(
            4,
            "en",
            "Aoife Niamh Saoirse Bríd Róisín Sinéad Gráinne Máire Caoimhe Úna Orla Deirdre",
            "Cillian Oisín Seán Pádraig Eoghan Fionn Declan Ruairí Tadhg Micheál Brendan Cormac",
            "O’Brien O'Shaughnessy Ní-Dhomhnaill O’Malley Fitzmaurice McGlinchey Ó-Conaill O'Hare Devlin Gallagher Kavanagh MacNamara"),
    POLISH(
            6,
            "pl",
            "Agnieszka Małgorzata Zofia Hanna Katarzyna Bożena Żaneta Łucja Kinga Danuta Halina Zuzanna",
            "Paweł Łukasz Michał Krzysztof Stanisław Jakub Wojciech Grzegorz Zbigniew Szymon Antoni Mieczysław",
            "Wiśniewicz Zając Dąbrowicz Krawczyński Szczepaniak Łuczak Jabłonowicz Gąsior Żurek Pietrzyk Świątek Wróbel Kołodziejczyk Źrebiec"),
    PUNJABI(
            5,
            "pa",
            "Gurpreet Harleen Manpreet Jasleen Simran Kulwinder Parmjit Navneet Amrit Balbir",
            "Harjit Gurdeep Jaspal Manjit Sukhdev Arjan Ranveer Kuldip Tejinder Mohinder",
            "Singh Kaur Dhaliwal Sandhu Bhogal Grewal Sahota Mann Virk Johal"),
    GUJARATI(
            3,
            "gu",
            "Priya Meera Nisha Hansa Kokila Diya Anjali Urmila Riya Jayshree",
            "Rohan Nikhil Dinesh Harish Kiran Aarav Mahesh Jitendra Vivek Pravin",
            "Patel Desai Mistry Solanki Chauhan Parmar Joshi Thakkar Vaghela Venkataraghavan-Subramaniam"),
    PAKISTANI(
            5,
            "ur",
            "Ayesha Fatima Zainab Nasreen Shazia Rukhsana Mahnoor Samina Hira Maryam",
            "Imran Bilal Hamza Tariq Zubair Asif Yusuf Nadeem Ibrahim Khalid",
            "Hussain Mahmood Qureshi Malik Chaudhry Iqbal Raja Butt Siddiqui ul-Haq"),
    BANGLADESHI(
            2,
            "bn",
            "Nasima Shirin Rahela Farzana Tahmina Jannat Anika Salma",
            "Abdul-Karim Rafiq Shafiq Mizan Tanvir Faisal Jahid Anwar",
            "Miah Begum Choudhury Uddin Talukdar Ullah Sarkar Bhuiyan"),
    CHINESE(
            2,
            "zh",
            "Mei-Ling Xiu Yan Hui-Min Siu-Fong Jia Li Wai-Yee Lan",
            "Wei Jun Kwok-Wah Ming Zhi Hao Chi-Keung Tao Bo",
            "Ng Li Wu Chan Lǚ Cheung Xu Ho Zhao Ōu E"),
    NIGERIAN(
            4,
            "en",
            "Chidinma Ngozi Adaeze Folasade Titilayo Yetunde Amarachi Ifeoma Bọ́láńlé Oluwaseun",
            "Chukwuemeka Obinna Adébáyọ̀ Tunde Olumide Ikenna Babatunde Ṣẹ́gun Uche Emeka",
            "Okafor Adéyẹmí Nwosu Oyelaran Eze Balógun Chukwu Akíndélé Onyekachi Oluwatobiloba"),
    CARIBBEAN(
            3,
            "en",
            "Shanice Marcia Beverley Tanisha Chantelle Sonia Imani Gloria Keziah Yvonne",
            "Winston Delroy Tyrone Jermaine Leroy Marlon Isaiah Everton Clive Dwayne",
            "Campbell Grant Morgan Francis Joseph St-Hilaire Powell Baptiste Bailey Christie"),
    SOMALI(
            2,
            "so",
            "Hodan Sahra Ifrah Khadija Asha Ubah Amal Fadumo",
            "Abdi Mahad Liban Ismail Guled Warsame Cabdi Zakariye",
            "Warsame Farah Jama Hersi Abdullahi Duale Nur Cabdulle"),
    ARABIC(
            2,
            "ar",
            "Layla Noor Rania Huda Samar Yasmin Dalal Mariam",
            "Karim Ziad Sami Fadi Walid Nabil Tarek Hisham",
            "al-Masri Haddad Khoury el-Sayed al-Hakim Mansour Najjar Abd-al-Rahman"),
    TURKISH(
            2,
            "tr",
            "Ayşe Zeynep Gül Elif Çiğdem Şebnem Özlem Emine",
            "Mehmet Emre Özgür İsmail Kâzım Hüseyin Çağlar Yiğit",
            "Yıldız Çelik Öztürk Şahin Kılıç Aydoğan Güneş Ağaoğlu"),
    ROMANIAN(
            3,
            "ro",
            "Ioana Ștefania Andreea Mădălina Crina Țvetana Elena Raluca",
            "Ștefan Mihai Andrei Răzvan Ionuț Cătălin Vasile Costel",
            "Ionescu Munteanu Drăgan Țurcanu Șerban Bălan Vlăduț Câmpeanu"),
    PORTUGUESE(
            2,
            "pt",
            "Maria-João Inês Conceição Beatriz Lúcia Graça Antónia Mafalda",
            "João Gonçalo António Simão Luís Estêvão Tomé Vasco",
            "Gonçalves Araújo Simões Conceição Falcão Brandão d’Almeida Albuquerque-e-Vasconcelos-de-Sousa-Coutinho"),
    VIETNAMESE(
            1,
            "vi",
            "Thị-Hương Linh Ngọc Thùy Mỹ Hạnh",
            "Văn-Đức Quang Dũng Hiếu Thắng Bình",
            "Nguyễn Trần Đặng Phạm Võ Huỳnh"),
    NORDIC(
            1,
            "en",
            "Åsa Bjørg Sólveig Maïlys Jürgene Zoë",
            "Søren Þór Håkon Jörg Loïc Aleš",
            "Ångström-Lund Müllner Grüber Sørlie Þorsteins Dvořáček Lefèvre-Noël Køster");

    private static final DemoNames[] ALL = values();

    private final int share;
    final String language;
    private final List<String> girls;
    private final List<String> boys;
    private final List<String> families;

    /** @param share out of every hundred and a few households; word lists are parted by spaces */
    DemoNames(int share, String language, String girls, String boys, String families) {
        this.share = share;
        this.language = language;
        this.girls = List.of(girls.split(" "));
        this.boys = List.of(boys.split(" "));
        this.families = List.of(families.split(" "));
    }

    static DemoNames any(Random random) {
        int total = 0;
        for (var names : ALL) {
            total += names.share;
        }
        int at = random.nextInt(total);
        for (var names : ALL) {
            at -= names.share;
            if (at < 0) {
                return names;
            }
        }
        throw new IllegalStateException();
    }

    String family(Random random) {
        return families.get(random.nextInt(families.size()));
    }

    /** One or two given names, rarely a single letter. Lists run from young to old, so that the age steers the choice. */
    String given(Random random, boolean girl, int age) {
        var names = girl ? girls : boys;
        if (random.nextInt(1500) == 0) {
            return String.valueOf((char) ('A' + random.nextInt(26)));
        }
        var first = one(random, names, age);
        var second = one(random, names, age);
        return random.nextInt(3) == 0 && !second.equals(first) ? first + " " + second : first;
    }

    private static String one(Random random, List<String> names, int age) {
        double middle = names.size() * Math.min(age, 95) / 100.0;
        int at = (int) Math.round(middle + random.nextGaussian() * names.size() / 5.0);
        return names.get(Math.floorMod(at, names.size()));
    }
}
