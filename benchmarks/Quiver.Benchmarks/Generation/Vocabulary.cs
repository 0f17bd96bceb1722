namespace Quiver.Benchmarks.Generation;

/// <summary>The words that generated names and texts are made of.</summary>
internal static class Vocabulary
{
    public static string[] FirstNames { get; } =
        (
            "Anna Ben Clara David Elif Farid Grace Hugo Ines Jakub Kofi Lena Mateo Nadia Oskar Priya Quentin Rosa Samir Tara Umar Vera Wanda Xavier "
            + "Yusuf Zoé Åsa Björk Çağla Đorđe Élodie Łucja Ömer Søren Žofia Ярослав Мария 明 さくら 지우 Νίκος Ahmed Aisha Bruno Carla Diego Emil Fiona Gita "
            + "Hana Igor Julia Karim Lucas Mona Nils Olga Pablo Ravi Sofia Tomas Uma Viktor Wei"
        ).Split(' ');

    public static string[] LastNames { get; } =
        (
            "Andersen Bauer Costa Díaz Eriksson Fontaine Gómez Hoffmann Ito Jansen Kaya Lindqvist Müller Novák O'Hara Petrov Quispe Ricci Sato Torres "
            + "Usman Vogel Wójcik Xu Yamada Zhou Adeyemi Banerjee Castillo Dubois Ekström Fischer García Haddad Ivanov Jovanović Kim Lopes MacLeod Nguyen Okoye Park "
            + "Rahman Silva Tanaka Ünal Vásquez Weiss Yıldız Ziegler Abbott Brandt Chen Dhillon Evans Farkas Grant Hughes Iyer Jones Keller Laurent Mwangi Nowak"
        ).Split(' ');

    public static byte[][] Words { get; } =
        Utf8(
            "the of a to in and graph people between query answers with from because under every before station railway winter summer letter "
                + "morning evening bridge market harbour engine theory measure number history language garden question music painter journey "
                + "mountain yesterday nothing everyone village company network distance memory pattern season library island coffee window"
        );

    public static byte[][] WideWords { get; } =
        Utf8("café Zürich naïve señor 東京 Москва Αθήνα 🌍 ☕️ łódź smörgåsbord 한국");

    public static byte[][] MailDomains { get; } =
        Utf8("example.org mail.example.com post.example.net");

    private static byte[][] Utf8(string words) =>
        [.. words.Split(' ').Select(System.Text.Encoding.UTF8.GetBytes)];
}
