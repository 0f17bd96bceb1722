namespace Quiver.Csv.Kernels;

/// <summary>What the byte before the next one was part of.</summary>
internal enum ScanState
{
    /// <summary>A cell begins with the next byte.</summary>
    CellStart,

    /// <summary>Inside an unquoted cell: quotes are ordinary.</summary>
    Unquoted,

    /// <summary>Inside quotes.</summary>
    Quoted,

    /// <summary>Just after a quote inside quotes: it was the closing one unless another follows.</summary>
    AfterQuote,

    /// <summary>After the closing quote and blanks that trimming allows there.</summary>
    AfterQuoteBlank,
}
