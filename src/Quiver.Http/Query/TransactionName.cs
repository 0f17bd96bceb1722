namespace Quiver.Http.Query;

/// <summary>The short names by which the Query API's clients know open transactions: their numbers to the base 36.</summary>
internal static class TransactionName
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";
    private const int MostDigits = 12;

    /// <summary>The name of a number above 0.</summary>
    public static string Of(long id)
    {
        Span<char> text = stackalloc char[MostDigits + 1];
        int at = text.Length;
        for (long rest = id; rest > 0; rest /= Digits.Length)
        {
            text[--at] = Digits[(int)(rest % Digits.Length)];
        }
        return new string(text[at..]);
    }

    /// <summary>The number of a name; 0, which no transaction has, for what is no name.</summary>
    public static long Parse(string name)
    {
        if (name.Length > MostDigits)
        {
            return 0;
        }
        long id = 0;
        foreach (char c in name)
        {
            int digit = Digits.IndexOf(c, StringComparison.Ordinal);
            if (digit < 0)
            {
                return 0;
            }
            id = (id * Digits.Length) + digit;
        }
        return id;
    }
}
