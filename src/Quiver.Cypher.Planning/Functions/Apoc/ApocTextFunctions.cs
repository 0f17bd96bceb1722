namespace Quiver.Cypher.Planning.Functions.Apoc;

/// <summary>apoc.text: functions on text.</summary>
internal static class ApocTextFunctions
{
    /// <summary>A line for each.</summary>
    public const string Table = """
        apoc.text.base64Decode(text STRING) STRING: Returns the text that another stands for in Base64.
        apoc.text.base64Encode(text STRING) STRING: Returns a text in Base64.
        apoc.text.base64UrlDecode(url STRING) STRING: Returns the text that another stands for in the Base64 of addresses.
        apoc.text.base64UrlEncode(text STRING) STRING: Returns a text in the Base64 of addresses.
        apoc.text.byteCount(text STRING, charset? STRING) INTEGER: Returns the number of bytes of a text.
        apoc.text.bytes(text STRING, charset? STRING) LIST<INTEGER>: Returns the bytes of a text.
        apoc.text.camelCase(text STRING) STRING: Returns the words of a text without spaces, each but the first with a capital.
        apoc.text.capitalize(text STRING) STRING: Returns a text whose first letter is a capital.
        apoc.text.capitalizeAll(text STRING) STRING: Returns a text in which each word begins with a capital.
        apoc.text.charAt(text STRING, index INTEGER) INTEGER: Returns the number of the character at a place.
        apoc.text.clean(text STRING) STRING: Returns the letters and digits of a text in lower case, without accents.
        apoc.text.code(codepoint INTEGER) STRING: Returns the character of a number.
        apoc.text.compareCleaned(text1 STRING, text2 STRING) BOOLEAN: Returns whether two texts have the same letters and digits.
        apoc.text.decapitalize(text STRING) STRING: Returns a text whose first letter is small.
        apoc.text.decapitalizeAll(text STRING) STRING: Returns a text in which each word begins with a small letter.
        apoc.text.distance(text1 STRING, text2 STRING) INTEGER: Returns the Levenshtein distance of two texts.
        apoc.text.format(text STRING, params LIST, language? STRING) STRING: Returns a text with values put into the places %s, %d and %f.
        apoc.text.fuzzyMatch(text1 STRING, text2 STRING) BOOLEAN: Returns whether two texts differ in few characters for their length.
        apoc.text.hammingDistance(text1 STRING, text2 STRING) INTEGER: Returns in how many places two texts of one length differ.
        apoc.text.hexCharAt(text STRING, index INTEGER) STRING: Returns the number of the character at a place in hexadecimal digits.
        apoc.text.hexValue(value INTEGER) STRING: Returns a number in hexadecimal digits.
        apoc.text.indexOf(text STRING, lookup STRING, from? INTEGER, to? INTEGER) INTEGER: Returns the place of a text in another, or -1.
        apoc.text.indexesOf(text STRING, lookup STRING, from? INTEGER, to? INTEGER) LIST<INTEGER>: Returns all places of a text in another.
        apoc.text.jaroWinklerDistance(text1 STRING, text2 STRING) FLOAT: Returns the Jaro-Winkler distance of two texts: 0 for the same.
        apoc.text.join(texts LIST, delimiter STRING) STRING: Returns the texts of a list with a delimiter between them.
        apoc.text.levenshteinDistance(text1 STRING, text2 STRING) INTEGER: Returns how many characters to insert, delete or replace turn one text into another.
        apoc.text.levenshteinSimilarity(text1 STRING, text2 STRING) FLOAT: Returns how alike two texts are by their Levenshtein distance, from 0 to 1.
        apoc.text.lpad(text STRING, count INTEGER, delim? STRING) STRING: Returns a text filled up to a length at its start.
        apoc.text.phonetic(text STRING) STRING: Returns the Soundex codes of the words of a text.
        !apoc.text.random(length INTEGER, valid? STRING) STRING: Returns a text of so many characters by chance.
        apoc.text.regexGroups(text STRING, regex STRING) LIST: Returns the groups of each match of a regular expression.
        apoc.text.regexGroupsByName(text STRING, regex STRING) LIST: Returns the named groups of each match of a regular expression.
        apoc.text.regreplace(text STRING, regex STRING, replacement STRING) STRING: Returns a text in which what matches a regular expression is replaced.
        apoc.text.repeat(item STRING, count INTEGER) STRING: Returns a text so many times.
        apoc.text.replace(text STRING, regex STRING, replacement STRING) STRING: Returns a text in which what matches a regular expression is replaced.
        apoc.text.rpad(text STRING, count INTEGER, delim? STRING) STRING: Returns a text filled up to a length at its end.
        apoc.text.slug(text STRING, delimiter? STRING) STRING: Returns the words of a text with a delimiter between them.
        apoc.text.snakeCase(text STRING) STRING: Returns the words of a text in lower case with hyphens between them.
        apoc.text.sorensenDiceSimilarity(text1 STRING, text2 STRING, languageTag? STRING) FLOAT: Returns how alike two texts are by their pairs of letters, from 0 to 1.
        apoc.text.split(text STRING, regex STRING, limit? INTEGER) LIST<STRING>: Returns the parts of a text between matches of a regular expression.
        apoc.text.swapCase(text STRING) STRING: Returns a text with small letters for capitals and capitals for small letters.
        apoc.text.toUpperCase(text STRING) STRING: Returns the words of a text in capitals with underscores between them.
        apoc.text.upperCamelCase(text STRING) STRING: Returns the words of a text without spaces, each with a capital.
        apoc.text.urldecode(text STRING) STRING: Returns the text that another stands for in an address.
        apoc.text.urlencode(text STRING) STRING: Returns a text as it stands in an address.
        """;
}
