using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Schema;

namespace Quiver.Engine.Schema;

/// <summary>Writes the commands that would create indexes and constraints as they are.</summary>
/// <param name="snapshot">The names of labels, types and keys.</param>
internal sealed class SchemaStatements(Snapshot snapshot)
{
    private const string Create = "CREATE ";

    /// <summary>The command that creates an index; a constraint's own index comes with the constraint.</summary>
    public string Of(IndexDefinition index)
    {
        string what = index.Kind switch
        {
            IndexKind.Lookup when index.Entity == EntityKind.Node => "FOR (n) ON EACH labels(n)",
            IndexKind.Lookup => "FOR ()-[r]-() ON EACH type(r)",
            IndexKind.FullText =>
                $"FOR {Pattern(index.Entity, index.Tokens)} ON EACH [{Keys(index.Entity, index.Keys)[1..^1]}]",
            IndexKind.Vector when index.Keys.Length > 1 =>
                $"FOR {Pattern(index.Entity, index.Tokens)} ON {Keys(index.Entity, index.Keys[..1])} WITH [{Keys(index.Entity, index.Keys[1..])[1..^1]}]",
            _ => $"FOR {Pattern(index.Entity, index.Tokens)} ON {Keys(index.Entity, index.Keys)}",
        };
        string settings = Settings(index.Options);
        return $"{Create}{SchemaText.NameOf(index.Kind)} INDEX {Quote(index.Name)} {what}{settings}";
    }

    /// <summary>The command that creates a constraint.</summary>
    public string Of(ConstraintDefinition constraint)
    {
        string demand = constraint.Kind switch
        {
            ConstraintKind.Uniqueness => "IS UNIQUE",
            ConstraintKind.Key when constraint.Entity == EntityKind.Node => "IS NODE KEY",
            ConstraintKind.Key => "IS RELATIONSHIP KEY",
            ConstraintKind.Existence => "IS NOT NULL",
            _ => $"IS :: {constraint.Type}",
        };
        return $"{Create}CONSTRAINT {Quote(constraint.Name)} FOR "
            + $"{Pattern(constraint.Entity, [constraint.Token])} REQUIRE "
            + $"{Keys(constraint.Entity, constraint.Keys)} {demand}";
    }

    /// <summary>An index as notifications name it.</summary>
    public string Describe(IndexDefinition index) => Of(index)[Create.Length..];

    /// <summary>A constraint as notifications name it.</summary>
    public string Describe(ConstraintDefinition constraint) => Of(constraint)[Create.Length..];

    private string Pattern(EntityKind entity, ImmutableArray<int> numbers)
    {
        var names = SchemaText.NamesOf(entity, numbers, snapshot.Tokens);
        string name = string.Join('|', names.Select(Quote));
        return entity == EntityKind.Node ? $"(n:{name})" : $"()-[r:{name}]-()";
    }

    private string Keys(EntityKind entity, IReadOnlyList<int> keys)
    {
        string variable = entity == EntityKind.Node ? "n" : "r";
        var names = keys.Select(k => $"{variable}.{Quote(snapshot.Tokens.PropertyKeys[k])}");
        return $"({string.Join(", ", names)})";
    }

    // Only what is not the default needs saying: a configuration.
    private static string Settings(MapValue options)
    {
        if (
            !options.TryGetValue("indexConfig", out var configuration)
            || configuration.Kind != ValueKind.Map
            || configuration.AsMap().Count == 0
        )
        {
            return "";
        }
        var text = new StringBuilder(" OPTIONS {indexConfig: {");
        bool isFirst = true;
        foreach (var (key, value) in configuration.AsMap())
        {
            text.Append(isFirst ? "" : ", ");
            text.Append(CultureInfo.InvariantCulture, $"{Quote(key)}: {ValueText.Format(value)}");
            isFirst = false;
        }
        return text.Append("}}").ToString();
    }

    private static string Quote(string name) =>
        $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";
}
