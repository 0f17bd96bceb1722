using System.Text;
using Quiver.Foundation.Text.Normalization;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Text;

/// <summary>normalize: a text in one of Unicode's normal forms, NFC unless another is named.</summary>
internal static class NormalizeFunction
{
    /// <summary>Adds the function to the table.</summary>
    public static void Register(FunctionTable table) => table.Add("normalize", Normalize);

    private static Value Normalize(in FunctionCall call)
    {
        var form = call.Count > 1 ? FormOf(call.Text(1)) : NormalForm.Nfc;
        return Ascii.IsValid(call.Utf8(0))
            ? call[0]
            : Value.String(
                UnicodeNormalizer.Normalize(call.Text(0), form, call.Context.Cancellation)
            );
    }

    private static NormalForm FormOf(string name) =>
        name.ToUpperInvariant() switch
        {
            "NFC" => NormalForm.Nfc,
            "NFD" => NormalForm.Nfd,
            "NFKC" => NormalForm.Nfkc,
            "NFKD" => NormalForm.Nfkd,
            _ => throw RuntimeErrors.InvalidArgument(
                $"Unknown normal form '{name}'. Valid values are: NFC, NFD, NFKC, NFKD."
            ),
        };
}
