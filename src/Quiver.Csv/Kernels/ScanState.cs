namespace Quiver.Csv.Kernels;

/// <summary>What the byte before the next one was part of.</summary>
internal enum ScanState
{
    /// <summary>A cell begins with the next byte, or blanks that trimming drops have come so far.</summary>
    CellStart,

    /// <summary>Inside an unquoted cell: quotes are ordinary.</summary>
    Unquoted,

    /// <summary>Inside quotes.</summary>
    Quoted,

    /// <summary>Just after a backslash inside quotes that may escape the next byte.</summary>
    Escape,

    /// <summary>Just after a quote inside quotes: it was the closing one unless another follows.</summary>
    AfterQuote,

    /// <summary>After the closing quote and blanks that trimming allows there.</summary>
    AfterQuoteBlank,
}
