using Quiver.Cypher.Syntax.Tree;
using Quiver.Cypher.Syntax.Tree.Administration;
using Quiver.Engine.Security;
using Quiver.Model.Values;
using Quiver.Storage.Catalog;

namespace Quiver.Engine.Administration;

/// <summary>The names and passwords of a command, with its parameters put in and the rules of names applied.</summary>
/// <param name="parameters">The values of the parameters.</param>
internal readonly struct CommandValues(IReadOnlyDictionary<string, Value> parameters)
{
    /// <summary>The most characters of an alias or user's name.</summary>
    public const int MaxNameLength = 255;

    /// <summary>The fewest characters of a new password.</summary>
    public const int MinPasswordLength = 8;

    /// <summary>A name as written or sent.</summary>
    public string Text(CommandName name) => name.IsParameter ? Parameter(name.Name) : name.Name;

    /// <summary>A name in lower case, whatever it names.</summary>
    public string Lower(CommandName name) => Text(name).ToLowerInvariant();

    /// <summary>The name of a database to be made.</summary>
    public string NewDatabase(CommandName name) =>
        DatabaseNames.TryNormalize(Text(name), out string? normal, out string? problem)
            ? normal
            : throw AdministrationErrors.InvalidName(problem);

    /// <summary>The name of an alias to be made.</summary>
    public string NewAlias(CommandName name)
    {
        string text = Lower(name);
        bool valid =
            text.Length is >= 1 and <= MaxNameLength
            && text[0] != '_'
            && !text.StartsWith(DatabaseNames.System, StringComparison.Ordinal)
            && !text.Any(char.IsControl);
        return valid ? text : throw AdministrationErrors.InvalidAlias(text);
    }

    /// <summary>The name of a user to be made.</summary>
    public string NewUser(CommandName name)
    {
        string text = Text(name);
        bool valid =
            text.Length is >= 1 and <= MaxNameLength
            && text.All(static c => c is > ' ' and < '\x7F' and not (',' or ':'));
        return valid ? text : throw AdministrationErrors.InvalidUser(text);
    }

    /// <summary>A password as written or sent.</summary>
    public string Password(Expression password) =>
        password switch
        {
            Parameter parameter => Parameter(parameter.Name),
            Literal literal => literal.Value.AsString(),
            _ => throw new System.Diagnostics.UnreachableException(password.GetType().Name),
        };

    /// <summary>The hash of a new password, which must be long enough.</summary>
    public PasswordHash NewPassword(Expression password, bool isEncrypted)
    {
        string text = Password(password);
        if (isEncrypted)
        {
            return PasswordHash.TryParse(text, out var hash)
                ? hash
                : throw AdministrationErrors.MalformedHash();
        }
        return text.Length >= MinPasswordLength
            ? PasswordHash.Of(text)
            : throw AdministrationErrors.ShortPassword(text.Length);
    }

    /// <summary>The map behind OPTIONS: its keys with the text or literal behind them.</summary>
    public IEnumerable<KeyValuePair<string, string>> Options(Expression options)
    {
        switch (options)
        {
            case MapExpression map:
                return map.Entries.Select(static entry =>
                    KeyValuePair.Create(entry.Key.Text, TextOf((entry.Value as Literal)?.Value))
                );
            case Parameter parameter
                when parameters.TryGetValue(parameter.Name, out var value)
                    && value.Kind == ValueKind.Map:
                return value
                    .AsMap()
                    .Select(static entry => KeyValuePair.Create(entry.Key, TextOf(entry.Value)));
            case Parameter parameter:
                throw AdministrationErrors.MissingParameter(parameter.Name);
            default:
                return [KeyValuePair.Create("OPTIONS", "")];
        }
    }

    private static string TextOf(Value? value) =>
        value is { Kind: ValueKind.String } text ? text.AsString() : "";

    private string Parameter(string name)
    {
        if (!parameters.TryGetValue(name, out var value))
        {
            throw AdministrationErrors.MissingParameter(name);
        }
        return value.Kind == ValueKind.String
            ? value.AsString()
            : throw AdministrationErrors.NoText(name);
    }
}
