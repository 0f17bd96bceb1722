using Quiver.Cypher.Syntax.Tree;
using Quiver.Model.Values;

namespace Quiver.Engine.Databases;

/// <summary>The databases that statements name.</summary>
internal sealed partial class DatabaseSet
{
    /// <summary>The name of the database that a statement is to run in.</summary>
    /// <param name="graph">What the statement says.</param>
    /// <param name="parameters">The statement's parameters.</param>
    /// <exception cref="Model.Status.CypherException">There is no such database, or the parameter is no text.</exception>
    public string Resolve(GraphReference graph, IReadOnlyDictionary<string, Value> parameters)
    {
        string name = TextOf(graph.Name, parameters);
        return (graph.IsElementId ? FindByElementId(name) : TryResolve(name))
            ?? throw EngineErrors.GraphNotFound(name);
    }

    private static string TextOf(Expression name, IReadOnlyDictionary<string, Value> parameters)
    {
        if (name is Literal literal)
        {
            return literal.Value.AsString();
        }
        string parameter = ((Parameter)name).Name;
        if (!parameters.TryGetValue(parameter, out var value))
        {
            throw EngineErrors.GraphNameMissing(parameter);
        }
        return value.Kind == ValueKind.String
            ? value.AsString()
            : throw EngineErrors.GraphNameIsNoText(value);
    }

    private string? FindByElementId(string elementId)
    {
        string[] parts = elementId.Split(':');
        if (parts is not ["4" or "5", var text, _] || !Guid.TryParse(text, out var databaseId))
        {
            return null;
        }
        var names = List().Select(static d => d.Name).ToList();
        return names.Find(name => FindOpen(name)?.DatabaseId == databaseId)
            ?? names.Find(name =>
                ProblemOf(name) is null && FindOpen(name)?.DatabaseId == databaseId
            );
    }
}
