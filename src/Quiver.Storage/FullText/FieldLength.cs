namespace Quiver.Storage.FullText;

/// <summary>
/// The number of words of a field in one byte: exact below 128, above that with three bits behind the leading one, as scores need it no better.
/// </summary>
internal static class FieldLength
{
    private const int FirstInexact = 128;
    private const int Steps = 8;
    private const int FirstShift = 4;

    /// <summary>The code of a length; lengths of codes ascend.</summary>
    public static byte Encode(int length)
    {
        if (length < FirstInexact)
        {
            return (byte)length;
        }
        int shift = int.Log2(length) - (FirstShift - 1);
        int code = FirstInexact + ((shift - FirstShift) * Steps) + (length >> shift) - Steps;
        return (byte)Math.Min(code, byte.MaxValue);
    }

    /// <summary>The least length of a code.</summary>
    public static int Decode(byte code)
    {
        if (code < FirstInexact)
        {
            return code;
        }
        int above = code - FirstInexact;
        return (Steps + (above % Steps)) << (FirstShift + (above / Steps));
    }
}
