using System.Text;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Text;

/// <summary>normalize: ASCII is in every normal form already; other text is refused until tables of our own exist.</summary>
internal static class NormalizeFunction
{
    /// <summary>Adds the function to the table.</summary>
    public static void Register(FunctionTable table) => table.Add("normalize", Normalize);

    private static Value Normalize(in FunctionCall call)
    {
        if (
            call.Count > 1
            && call.Text(1).ToUpperInvariant() is not ("NFC" or "NFD" or "NFKC" or "NFKD")
        )
        {
            throw RuntimeErrors.InvalidArgument(
                $"Unknown normal form '{call.Text(1)}'. Valid values are: NFC, NFD, NFKC, NFKD."
            );
        }
        return Ascii.IsValid(call.Utf8(0))
            ? call[0]
            : throw RuntimeErrors.NormalizationUnsupported();
    }
}
