using System.Collections.Frozen;

namespace Quiver.Model.Temporal;

/// <summary>The zones that the tz database has merged because they agree since 1970, and the zone that each was merged into.</summary>
/// <remarks>
/// Some packagers keep the merged zones' own earlier history, others and java.time do not. These are the zones of <c>zone.tab</c> that <c>zone1970.tab</c>
/// leaves out, with their older names.
/// </remarks>
internal static class MergedZones
{
    // A zone, and behind it those merged into it.
    private static readonly string[] Lines =
    [
        "Africa/Abidjan: Africa/Accra Africa/Bamako Africa/Banjul Africa/Conakry Africa/Dakar "
            + "Africa/Freetown Africa/Lome Africa/Nouakchott Africa/Ouagadougou Africa/Timbuktu "
            + "Atlantic/Reykjavik Atlantic/St_Helena Iceland",
        "Africa/Johannesburg: Africa/Maseru Africa/Mbabane",
        "Africa/Lagos: Africa/Bangui Africa/Brazzaville Africa/Douala Africa/Kinshasa "
            + "Africa/Libreville Africa/Luanda Africa/Malabo Africa/Niamey Africa/Porto-Novo",
        "Africa/Maputo: Africa/Blantyre Africa/Bujumbura Africa/Gaborone Africa/Harare "
            + "Africa/Kigali Africa/Lubumbashi Africa/Lusaka",
        "Africa/Nairobi: Africa/Addis_Ababa Africa/Asmara Africa/Asmera Africa/Dar_es_Salaam "
            + "Africa/Djibouti Africa/Kampala Africa/Mogadishu Indian/Antananarivo Indian/Comoro "
            + "Indian/Mayotte",
        "America/Panama: America/Atikokan America/Cayman America/Coral_Harbour",
        "America/Phoenix: America/Creston",
        "America/Puerto_Rico: America/Anguilla America/Antigua America/Aruba "
            + "America/Blanc-Sablon America/Curacao America/Dominica America/Grenada "
            + "America/Guadeloupe America/Kralendijk America/Lower_Princes America/Marigot "
            + "America/Montserrat America/Port_of_Spain America/St_Barthelemy America/St_Kitts "
            + "America/St_Lucia America/St_Thomas America/St_Vincent America/Tortola America/Virgin",
        "America/Toronto: America/Nassau",
        "Asia/Bangkok: Asia/Phnom_Penh Asia/Vientiane Indian/Christmas",
        "Asia/Dubai: Asia/Muscat Indian/Mahe Indian/Reunion",
        "Asia/Kuching: Asia/Brunei",
        "Asia/Qatar: Asia/Bahrain",
        "Asia/Riyadh: Antarctica/Syowa Asia/Aden Asia/Kuwait",
        "Asia/Singapore: Asia/Kuala_Lumpur",
        "Asia/Yangon: Indian/Cocos",
        "Europe/Belgrade: Europe/Ljubljana Europe/Podgorica Europe/Sarajevo Europe/Skopje "
            + "Europe/Zagreb",
        "Europe/Berlin: Arctic/Longyearbyen Atlantic/Jan_Mayen Europe/Copenhagen Europe/Oslo "
            + "Europe/Stockholm",
        "Europe/Brussels: Europe/Amsterdam Europe/Luxembourg",
        "Europe/Helsinki: Europe/Mariehamn",
        "Europe/London: Europe/Guernsey Europe/Isle_of_Man Europe/Jersey",
        "Europe/Paris: Europe/Monaco",
        "Europe/Prague: Europe/Bratislava",
        "Europe/Rome: Europe/San_Marino Europe/Vatican",
        "Europe/Zurich: Europe/Busingen Europe/Vaduz",
        "Indian/Maldives: Indian/Kerguelen",
        "Pacific/Auckland: Antarctica/McMurdo Antarctica/South_Pole",
        "Pacific/Guadalcanal: Pacific/Pohnpei Pacific/Ponape",
        "Pacific/Guam: Pacific/Saipan",
        "Pacific/Pago_Pago: Pacific/Midway",
        "Pacific/Port_Moresby: Antarctica/DumontDUrville Pacific/Chuuk Pacific/Truk Pacific/Yap",
        "Pacific/Tarawa: Pacific/Funafuti Pacific/Majuro Pacific/Wake Pacific/Wallis",
    ];

    private static readonly FrozenDictionary<string, string> Targets = Lines
        .SelectMany(static line =>
        {
            string[] parts = line.Split(": ");
            return parts[1].Split(' ').Select(name => KeyValuePair.Create(name, parts[0]));
        })
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The zone that a zone was merged into; null for one that was not.</summary>
    public static string? TargetOf(string name) => Targets.GetValueOrDefault(name);
}
