namespace Quiver.Csv.Kernels;

/// <summary>What stops a scan.</summary>
internal enum ScanFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A closing quote is followed by something other than a delimiter or row end.</summary>
    DataAfterQuote,

    /// <summary>A quoted cell contains a line end although such cells are not allowed.</summary>
    LineEndInQuotes,

    /// <summary>The file ends inside quotes.</summary>
    UnterminatedQuote,
}
