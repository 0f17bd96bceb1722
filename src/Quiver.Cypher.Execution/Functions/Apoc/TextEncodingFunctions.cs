using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Apoc;

/// <summary>The functions apoc.text.* and apoc.util.* that write texts in other alphabets or as bytes, and checksums.</summary>
internal static class TextEncodingFunctions
{
    private const string UrlCharacters = ".-*_";

    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add(
            "apoc.text.base64Encode",
            static (in FunctionCall call) => Value.String(Convert.ToBase64String(call.Utf8(0)))
        );
        table.Add(
            "apoc.text.base64UrlEncode",
            static (in FunctionCall call) =>
                Value.String(Padded(Base64Url.EncodeToString(call.Utf8(0))))
        );
        table.Add("apoc.text.base64Decode", Decode);
        table.Add("apoc.text.base64UrlDecode", DecodeUrl);
        table.Add(
            "apoc.text.bytes",
            static (in FunctionCall call) =>
            {
                byte[] bytes = BytesOf(call);
                call.Context.Memory.EnsureAvailable((long)bytes.Length * ValueMemory.StructBytes);
                var values = new Value[bytes.Length];
                for (int i = 0; i < values.Length; i++)
                {
                    call.Context.Cancellation.ThrowIfCancellationRequested();
                    values[i] = Value.Integer(bytes[i]);
                }
                return Value.List(values);
            }
        );
        table.Add(
            "apoc.text.byteCount",
            static (in FunctionCall call) => Value.Integer(BytesOf(call).Length)
        );
        table.Add("apoc.text.urlencode", UrlEncode);
        table.Add("apoc.text.urldecode", UrlDecode);
        table.Add(
            "apoc.util.md5",
            static (in FunctionCall call) => Hex(MD5.HashData(TextsOf(call)))
        );
        table.Add(
            "apoc.util.sha1",
            static (in FunctionCall call) => Hex(SHA1.HashData(TextsOf(call)))
        );
        table.Add(
            "apoc.util.sha256",
            static (in FunctionCall call) => Hex(SHA256.HashData(TextsOf(call)))
        );
        table.Add(
            "apoc.util.sha384",
            static (in FunctionCall call) => Hex(SHA384.HashData(TextsOf(call)))
        );
        table.Add(
            "apoc.util.sha512",
            static (in FunctionCall call) => Hex(SHA512.HashData(TextsOf(call)))
        );
    }

    private static Value Hex(byte[] digest) => Value.String(Convert.ToHexStringLower(digest));

    /// <summary>The texts of all values, one behind the other.</summary>
    private static byte[] TextsOf(in FunctionCall call)
    {
        var text = new StringBuilder();
        foreach (var value in call.List(0).AsSpan())
        {
            call.Context.Cancellation.ThrowIfCancellationRequested();
            text.Append(value.IsNull ? "" : ValueText.ToText(value));
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] BytesOf(in FunctionCall call)
    {
        string charset = call.Has(1) ? call.Text(1) : "UTF-8";
        try
        {
            return Encoding.GetEncoding(charset).GetBytes(call.Text(0));
        }
        catch (ArgumentException)
        {
            throw RuntimeErrors.InvalidArgument(
                $"{call.Function}() does not know the character set '{charset}'."
            );
        }
    }

    private static string Padded(string base64) =>
        base64.PadRight((base64.Length + 3) / 4 * 4, '=');

    private static Value Decode(in FunctionCall call)
    {
        try
        {
            return TextOf(Convert.FromBase64String(Padded(call.Text(0))));
        }
        catch (FormatException)
        {
            throw NotBase64(call);
        }
    }

    private static Value DecodeUrl(in FunctionCall call)
    {
        try
        {
            return TextOf(Base64Url.DecodeFromChars(call.Text(0).AsSpan().TrimEnd('=')));
        }
        catch (FormatException)
        {
            throw NotBase64(call);
        }
    }

    // What is no UTF-8 gets replacement characters: a value of text is always valid.
    private static Value TextOf(byte[] bytes) => Value.String(Encoding.UTF8.GetString(bytes));

    private static Exception NotBase64(in FunctionCall call) =>
        RuntimeErrors.InvalidArgument($"The argument of {call.Function}() is not in Base64.");

    private static Value UrlEncode(in FunctionCall call)
    {
        var text = new StringBuilder();
        foreach (byte b in call.Utf8(0))
        {
            call.Context.Cancellation.ThrowIfCancellationRequested();
            if (char.IsAsciiLetterOrDigit((char)b) || UrlCharacters.Contains((char)b))
            {
                text.Append((char)b);
            }
            else if (b == ' ')
            {
                text.Append('+');
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
            }
        }
        return Value.String(text.ToString());
    }

    private static Value UrlDecode(in FunctionCall call) =>
        Value.String(Uri.UnescapeDataString(call.Text(0).Replace('+', ' ')));
}
