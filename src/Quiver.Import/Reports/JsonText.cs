using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace Quiver.Import.Reports;

/// <summary>JSON text that grows at its end, made of pieces of UTF-8 without a string between. Not thread safe.</summary>
internal sealed class JsonText
{
    private const int InitialBytes = 4096;

    /// <summary>An escaped byte takes six: <c>\u001f</c>.</summary>
    private const int MaxEscapedBytes = 6;

    private byte[] _bytes = new byte[InitialBytes];
    private int _length;

    /// <summary>The text.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Its length in bytes.</summary>
    public int Length => _length;

    /// <summary>Bytes of memory that it holds.</summary>
    public int Capacity => _bytes.Length;

    /// <summary>Empties the text and keeps its memory.</summary>
    public void Clear() => _length = 0;

    /// <summary>A text's escaped form, without quotes around it, to be appended as it is any number of times.</summary>
    public static byte[] Escape(string text)
    {
        var json = new JsonText();
        json.AppendEscaped(Encoding.UTF8.GetBytes(text));
        return json.Bytes.ToArray();
    }

    /// <summary>Appends JSON as it is.</summary>
    public void Append(ReadOnlySpan<byte> json) => json.CopyTo(Extend(json.Length));

    /// <summary>Appends what stands inside a string: UTF-8 text, escaped where JSON wants it.</summary>
    /// <remarks>A plain loop: texts are short, and the framework's searches run unoptimised in a program that lives for a second.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AppendEscaped(ReadOnlySpan<byte> text)
    {
        var target = Extend(text.Length);
        for (int i = 0; i < text.Length && i < target.Length; i++)
        {
            byte character = text[i];
            if (character is < (byte)' ' or (byte)'"' or (byte)'\\')
            {
                _length -= text.Length - i;
                AppendEscape(character);
                text = text[(i + 1)..];
                target = Extend(text.Length);
                i = -1;
                continue;
            }
            target[i] = character;
        }
    }

    /// <summary>As <see cref="AppendEscaped"/>, for text that may be no UTF-8: what is not becomes U+FFFD.</summary>
    public void AppendUnchecked(ReadOnlySpan<byte> text) =>
        AppendEscaped(
            Utf8.IsValid(text) ? text : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text))
        );

    /// <summary>Appends a number that is not negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AppendNumber(long number)
    {
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10)
        {
            digits++;
        }
        var target = Extend(digits);
        for (int i = target.Length - 1; i >= 0; i--)
        {
            target[i] = (byte)('0' + (number % 10));
            number /= 10;
        }
    }

    private void AppendEscape(byte character)
    {
        ReadOnlySpan<byte> digits = "0123456789abcdef"u8;
        switch (character)
        {
            case (byte)'"':
                Append("\\\""u8);
                break;
            case (byte)'\\':
                Append("\\\\"u8);
                break;
            case (byte)'\n':
                Append("\\n"u8);
                break;
            case (byte)'\r':
                Append("\\r"u8);
                break;
            case (byte)'\t':
                Append("\\t"u8);
                break;
            default:
                var target = Extend(MaxEscapedBytes);
                "\\u00"u8.CopyTo(target);
                target[^2] = digits[character >> 4];
                target[^1] = digits[character & 15];
                break;
        }
    }

    private Span<byte> Extend(int bytes)
    {
        int start = _length;
        if (_bytes.Length - start < bytes)
        {
            Array.Resize(ref _bytes, checked(Math.Max(_bytes.Length * 2, start + bytes)));
        }
        _length += bytes;
        return _bytes.AsSpan(start, bytes);
    }
}
