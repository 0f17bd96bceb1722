namespace Quiver.Csv.Kernels;

/// <summary>The blanks that trimming drops: what Unicode calls white space, but line ends, which separate rows.</summary>
internal static class Blanks
{
    /// <summary>The longest blank.</summary>
    public const int MaximumBytes = 3;

    /// <summary>The number of bytes of the blank that the text begins with; 0 when it begins with none.</summary>
    public static int LengthAtStart(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return 0;
        }
        switch (text[0])
        {
            case (byte)' ' or (byte)'\t' or 0x0B or 0x0C:
                return 1;
            case 0xC2:
                return text.Length > 1 && text[1] is 0x85 or 0xA0 ? 2 : 0;
            case 0xE1:
                return text.StartsWith("\u1680"u8) ? 3 : 0;
            case 0xE2:
                return text.Length > 2 && IsGeneralBlank(text[1], text[2]) ? 3 : 0;
            case 0xE3:
                return text.StartsWith("\u3000"u8) ? 3 : 0;
            default:
                return 0;
        }
    }

    /// <summary>The number of bytes of the blank that the text ends with; 0 when it ends with none.</summary>
    public static int LengthAtEnd(ReadOnlySpan<byte> text)
    {
        for (int length = 1; length <= Math.Min(MaximumBytes, text.Length); length++)
        {
            if (LengthAtStart(text[^length..]) == length)
            {
                return length;
            }
        }
        return 0;
    }

    /// <summary>The blanks of the block General Punctuation, which begin with byte E2.</summary>
    private static bool IsGeneralBlank(byte second, byte third) =>
        second == 0x80
            ? third is (>= 0x80 and <= 0x8A) or 0xA8 or 0xA9 or 0xAF
            : second == 0x81 && third == 0x9F;
}
