using Quiver.Cypher.Execution.Procedures;
using Quiver.Model.Values;

namespace Quiver.Apoc.Load;

/// <summary>How the rows of a CSV file are read.</summary>
internal sealed class CsvLoadOptions
{
    private static readonly string[] s_known =
    [
        "sep",
        "header",
        "quoteChar",
        "skip",
        "limit",
        "ignore",
        "nullValues",
        "arraySep",
        "mapping",
        "results",
        "failOnError",
        "compression",
    ];

    /// <summary>Reads a call's options.</summary>
    public CsvLoadOptions(string procedure, ProcedureInvocation call, Value config)
    {
        var options = new ProcedureConfig(procedure, call, config, s_known);
        Separator = Character(options, "sep", ",");
        Quote = Character(options, "quoteChar", "\"");
        ArraySeparator = options.Text("arraySep", ";");
        HasHeader = options.Boolean("header", true);
        Skip = options.Count("skip", 0, least: 0);
        FailsOnError = options.Boolean("failOnError", true);
        Limit = options.Count("limit", int.MaxValue, least: 0);
        Ignored = [.. options.Texts("ignore")];
        NullValues = [.. options.Texts("nullValues")];
        Results = [.. options.Texts("results")];
        Mappings = new(StringComparer.Ordinal);
        foreach (var (column, mapping) in options.Map("mapping"))
        {
            Mappings.Add(column, new CsvColumnMapping(column, mapping, ArraySeparator));
        }
    }

    /// <summary>What separates cells.</summary>
    public char Separator { get; }

    /// <summary>What surrounds cells.</summary>
    public char Quote { get; }

    /// <summary>What separates the elements of arrays.</summary>
    public string ArraySeparator { get; }

    /// <summary>Whether the first row names the columns.</summary>
    public bool HasHeader { get; }

    /// <summary>How many rows are passed over, the header not counted.</summary>
    public int Skip { get; }

    /// <summary>The most rows.</summary>
    public int Limit { get; }

    /// <summary>Whether a file that cannot be read is an error; else there are no rows, or those before the damage.</summary>
    public bool FailsOnError { get; }

    /// <summary>Columns that are left out.</summary>
    public HashSet<string> Ignored { get; }

    /// <summary>Texts that mean null.</summary>
    public HashSet<string> NullValues { get; }

    /// <summary>The columns that are wanted; empty for map and list.</summary>
    public HashSet<string> Results { get; }

    /// <summary>What the cells of a column become.</summary>
    public Dictionary<string, CsvColumnMapping> Mappings { get; }

    private static char Character(ProcedureConfig options, string name, string fallback)
    {
        string text = options.Text(name, fallback);
        return text.ToUpperInvariant() switch
        {
            "TAB" or "\\T" => '\t',
            _ when text.Length == 1 && text[0] is not ('\n' or '\r') => text[0],
            _ => throw ApocErrors.WrongOption(name, "one character, or TAB"),
        };
    }
}
