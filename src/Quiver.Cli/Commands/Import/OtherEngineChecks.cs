using Quiver.Cli.CommandLine;
using Quiver.Cli.Commands.Import.Options;
using Quiver.Foundation.Text;

namespace Quiver.Cli.Commands.Import;

/// <summary>Checks the options that mean nothing here: some are accepted with any value, some only with the right ones, some not at all.</summary>
internal static class OtherEngineChecks
{
    private static readonly string[] Formats = ["standard", "aligned", "high_limit", "block"];

    /// <summary>Runs the checks.</summary>
    /// <exception cref="CommandException">An option asks for what is not there; the message names all of them.</exception>
    public static void Run(ParsedArguments arguments, bool isIncremental)
    {
        string[] problems = [.. FindProblems(arguments, isIncremental)];
        if (problems.Length > 0)
        {
            throw UsageErrors.Invalid(string.Join(Environment.NewLine, problems));
        }
    }

    /// <summary>Whether <c>--format</c> names none that there is.</summary>
    public static bool HasUnknownFormat(ParsedArguments arguments) =>
        arguments.Last("--format") is { } format
        && !Formats.Contains(format, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> FindProblems(ParsedArguments arguments, bool isIncremental)
    {
        if (arguments.Last("--mode") is { } mode && mode != "csv")
        {
            yield return ImportUsage.OnlyCsvMode(mode).Message;
        }
        if (HasUnknownFormat(arguments))
        {
            yield return UnknownFormat(arguments.Last("--format")!);
        }
        if (
            arguments.Last("--input-type") is { } type
            && !type.Equals("csv", StringComparison.OrdinalIgnoreCase)
        )
        {
            yield return type.Equals("parquet", StringComparison.OrdinalIgnoreCase)
                ? "'--input-type=parquet': Parquet files cannot be read yet, only CSV files. Write them as CSV first."
                : ImportUsage.InvalidChoice("--input-type", "csv", type).Message;
        }
        foreach (
            var option in isIncremental ? ImportOptionTable.Incremental : ImportOptionTable.All
        )
        {
            if (
                option.Refusal is not null
                && arguments.Last(option.Name) is { } value
                && !value.Equals(option.AcceptedValue, StringComparison.OrdinalIgnoreCase)
            )
            {
                yield return $"'{option.Name}' cannot be used. {option.Refusal}";
            }
        }
    }

    private static string UnknownFormat(string format)
    {
        string hint = NearestName.Find(format, Formats) is { } nearest
            ? $" Did you mean '{nearest}'?"
            : "";
        return ImportUsage
                .InvalidChoice("--format", "standard, aligned, high_limit or block", format)
                .Message + hint;
    }
}
