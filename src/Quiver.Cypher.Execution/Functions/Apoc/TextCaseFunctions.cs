using System.Globalization;
using System.Text;
using Quiver.Foundation.Text.Normalization;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Apoc;

/// <summary>The functions apoc.text.* that change the case of letters and put words together.</summary>
internal static class TextCaseFunctions
{
    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add(
            "apoc.text.capitalize",
            static (in FunctionCall call) => Of(call, static (text, _) => Capitalize(text))
        );
        table.Add(
            "apoc.text.capitalizeAll",
            static (in FunctionCall call) =>
                Of(call, static (text, stop) => EachWord(text, Capitalize, stop))
        );
        table.Add(
            "apoc.text.decapitalize",
            static (in FunctionCall call) => Of(call, static (text, _) => Decapitalize(text))
        );
        table.Add(
            "apoc.text.decapitalizeAll",
            static (in FunctionCall call) =>
                Of(call, static (text, stop) => EachWord(text, Decapitalize, stop))
        );
        table.Add(
            "apoc.text.camelCase",
            static (in FunctionCall call) =>
                Of(call, static (text, stop) => Decapitalize(UpperCamelCase(text, stop)))
        );
        table.Add(
            "apoc.text.upperCamelCase",
            static (in FunctionCall call) => Of(call, UpperCamelCase)
        );
        table.Add(
            "apoc.text.snakeCase",
            static (in FunctionCall call) =>
                Of(
                    call,
                    static (text, stop) => string.Join('-', Parts(text, stop)).ToLowerInvariant()
                )
        );
        table.Add(
            "apoc.text.toUpperCase",
            static (in FunctionCall call) =>
                Of(
                    call,
                    static (text, stop) => string.Join('_', Parts(text, stop)).ToUpperInvariant()
                )
        );
        table.Add("apoc.text.swapCase", static (in FunctionCall call) => Of(call, SwapCase));
        table.Add("apoc.text.clean", static (in FunctionCall call) => Of(call, Clean));
        table.Add(
            "apoc.text.compareCleaned",
            static (in FunctionCall call) =>
                Value.Boolean(
                    Clean(call.Text(0), call.Context.Cancellation)
                        == Clean(call.Text(1), call.Context.Cancellation)
                )
        );
        table.Add("apoc.text.slug", Slug);
    }

    private static Value Of(in FunctionCall call, Func<string, CancellationToken, string> change) =>
        Value.String(change(call.Text(0), call.Context.Cancellation));

    private static string Capitalize(string text)
    {
        int first = FirstLength(text);
        return text[..first].ToUpperInvariant() + text[first..];
    }

    private static string Decapitalize(string text)
    {
        int first = FirstLength(text);
        return text[..first].ToLowerInvariant() + text[first..];
    }

    private static int FirstLength(string text) =>
        text.Length > 1 && char.IsSurrogatePair(text, 0) ? 2 : Math.Min(1, text.Length);

    /// <summary>Words are what stands between white space, which stays.</summary>
    private static string EachWord(string text, Func<string, string> change, CancellationToken stop)
    {
        var result = new StringBuilder(text.Length);
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            stop.ThrowIfCancellationRequested();
            if (i == text.Length || char.IsWhiteSpace(text[i]))
            {
                result.Append(change(text[start..i]));
                if (i < text.Length)
                {
                    result.Append(text[i]);
                }
                start = i + 1;
            }
        }
        return result.ToString();
    }

    private static string UpperCamelCase(string text, CancellationToken stop)
    {
        var result = new StringBuilder(text.Length);
        foreach (string word in Words(text, stop))
        {
            result.Append(
                // A word of capitals alone is one that is written so, not one of single letters.
                word.Any(char.IsLower)
                    ? Capitalize(word)
                    : Capitalize(word.ToLowerInvariant())
            );
        }
        return result.ToString();
    }

    /// <summary>The runs of letters and digits.</summary>
    private static List<string> Words(string text, CancellationToken stop)
    {
        var words = new List<string>();
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            stop.ThrowIfCancellationRequested();
            if (i == text.Length || !(char.IsLetterOrDigit(text[i]) || char.IsSurrogate(text[i])))
            {
                if (i > start)
                {
                    words.Add(text[start..i]);
                }
                start = i + 1;
            }
        }
        return words;
    }

    /// <summary>The words, cut again where a capital follows what is none.</summary>
    private static IEnumerable<string> Parts(string text, CancellationToken stop)
    {
        foreach (string word in Words(text, stop))
        {
            int start = 0;
            for (int i = 1; i < word.Length; i++)
            {
                stop.ThrowIfCancellationRequested();
                if (char.IsUpper(word[i]) && !char.IsUpper(word[i - 1]))
                {
                    yield return word[start..i];
                    start = i;
                }
            }
            yield return word[start..];
        }
    }

    private static string SwapCase(string text, CancellationToken stop)
    {
        var result = new StringBuilder(text.Length);
        foreach (char unit in text)
        {
            stop.ThrowIfCancellationRequested();
            result.Append(
                char.IsUpper(unit) ? char.ToLowerInvariant(unit) : char.ToUpperInvariant(unit)
            );
        }
        return result.ToString();
    }

    private static string Clean(string text, CancellationToken stop)
    {
        var result = new StringBuilder(text.Length);
        string decomposed = UnicodeNormalizer.Normalize(text, NormalForm.Nfd, stop);
        foreach (var rune in decomposed.EnumerateRunes())
        {
            stop.ThrowIfCancellationRequested();
            if (Rune.IsLetterOrDigit(rune))
            {
                result.Append(Rune.ToLowerInvariant(rune));
            }
        }
        return result.ToString();
    }

    private static Value Slug(in FunctionCall call)
    {
        string delimiter = call.Has(1) ? call.Text(1) : "-";
        var result = new StringBuilder();
        bool isInGap = false;
        foreach (var rune in call.Text(0).Trim().EnumerateRunes())
        {
            call.Context.Cancellation.ThrowIfCancellationRequested();
            bool isKept =
                Rune.IsLetterOrDigit(rune)
                || rune.Value == '_'
                || Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark;
            if (isKept)
            {
                result.Append(rune);
            }
            else if (!isInGap)
            {
                result.Append(delimiter);
            }
            isInGap = !isKept;
        }
        return Value.String(result.ToString());
    }
}
