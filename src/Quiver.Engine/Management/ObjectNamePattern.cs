using System.Diagnostics.CodeAnalysis;
using System.IO.Enumeration;

namespace Quiver.Engine.Management;

/// <summary>
/// Names of beans in the notation of Java's management extensions: <c>domain:key=value,key=value</c>, with <c>*</c> for any letters and <c>?</c> for one in the domain
/// and in values, and <c>,*</c> at the end, or <c>*</c> alone behind the colon, for any further keys.
/// </summary>
internal sealed class ObjectNamePattern
{
    private const string Any = "*";

    private readonly string _domain;
    private readonly Dictionary<string, string> _keys;
    private readonly bool _isOpen;

    private ObjectNamePattern(string domain, Dictionary<string, string> keys, bool isOpen)
    {
        _domain = domain;
        _keys = keys;
        _isOpen = isOpen;
    }

    /// <summary>Reads a pattern; <c>*:*</c> and the empty text are all names.</summary>
    /// <param name="text">The pattern.</param>
    /// <param name="pattern">What was read.</param>
    /// <param name="problem">What is wrong with it otherwise.</param>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out ObjectNamePattern? pattern,
        [NotNullWhen(false)] out string? problem
    )
    {
        pattern = null;
        problem = null;
        if (text.Length == 0)
        {
            pattern = new(Any, [], isOpen: true);
            return true;
        }
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            problem = "there is no ':' between the domain and the keys";
            return false;
        }
        if (!TryReadKeys(text[(colon + 1)..], out var keys, out bool isOpen))
        {
            problem = "what follows the ':' must be '*' or keys and values such as name=value,*";
            return false;
        }
        pattern = new(text[..colon], keys, isOpen);
        return true;
    }

    /// <summary>Whether a bean's name is among those meant.</summary>
    public bool Matches(ManagementBean bean)
    {
        string domain = _domain.Length == 0 ? Any : _domain;
        if (!Matches(domain, bean.Domain) || !TryReadKeys(bean.Key, out var keys, out _))
        {
            return false;
        }
        return (_isOpen || keys.Count == _keys.Count)
            && _keys.All(wanted =>
                keys.TryGetValue(wanted.Key, out string? value) && Matches(wanted.Value, value)
            );
    }

    private static bool Matches(string pattern, string text) =>
        // Without backslashes nothing but * and ? is special there.
        FileSystemName.MatchesSimpleExpression(
            pattern.Replace("\\", "\\\\", StringComparison.Ordinal),
            text,
            ignoreCase: false
        );

    private static bool TryReadKeys(
        string text,
        out Dictionary<string, string> keys,
        out bool isOpen
    )
    {
        keys = new(StringComparer.Ordinal);
        isOpen = false;
        foreach (string part in text.Split(','))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            bool isKey = equals > 0 && !isOpen && keys.TryAdd(part[..equals], part[(equals + 1)..]);
            if (!isKey && (isOpen || part != Any))
            {
                return false;
            }
            isOpen |= !isKey;
        }
        return true;
    }
}
