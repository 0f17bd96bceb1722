using Quiver.Model;
using Quiver.Storage.Tokens;

namespace Quiver.Cypher.Execution.Tokens;

/// <summary>A label by name. Its number is looked up anew when the names have changed: the statement itself may make the label.</summary>
internal sealed class LabelReference(string name)
{
    private TokenTable? _tokens;
    private LabelId _label;

    /// <summary>The label's number; <see cref="LabelId.None"/> while there is none.</summary>
    public LabelId Resolve(TokenTable tokens)
    {
        if (!ReferenceEquals(tokens, _tokens))
        {
            _tokens = tokens;
            _label = tokens.Label(name);
        }
        return _label;
    }
}
