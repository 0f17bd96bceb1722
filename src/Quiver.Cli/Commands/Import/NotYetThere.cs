using Quiver.Cli.CommandLine;
using Quiver.Import;

namespace Quiver.Cli.Commands.Import;

/// <summary>What command lines can ask for and the importer does not do yet: refused, so that nobody takes an import for what it is not.</summary>
internal static class NotYetThere
{
    private static readonly (string Option, Func<ImportOptions, bool> IsAsked)[] Features =
    [
        ("--resume", static o => o.Resume),
        ("--temp-path", static o => o.TempDirectory is not null),
    ];

    /// <summary>Refuses options that ask for it.</summary>
    /// <exception cref="CommandException">Some do; the message names all of them.</exception>
    public static void Refuse(ImportOptions options)
    {
        string[] asked = [.. Features.Where(f => f.IsAsked(options)).Select(f => $"'{f.Option}'")];
        if (asked.Length > 0)
        {
            throw UsageErrors.Invalid(
                $"Not there yet in this version: {string.Join(", ", asked)}. Nothing was imported."
            );
        }
    }
}
