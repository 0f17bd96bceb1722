using Quiver.Engine.Procedures;
using Quiver.Engine.Sessions;
using Quiver.Model.Values;

namespace Quiver.Engine.Shows;

/// <summary>The rows of SHOW SETTINGS.</summary>
internal static class SettingRows
{
    /// <summary>The settings by name, or those that are named.</summary>
    public static IReadOnlyList<Value[]> Of(EngineServices services, IReadOnlyList<Value> names)
    {
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names.SelectMany(Texts))
        {
            wanted.Add(name);
        }
        return
        [
            .. SettingProcedures
                .Rows(services, "")
                .Where(r => names.Count == 0 || wanted.Contains(r[0].AsString()))
                .Select(static r =>
                    new[] { r[0], r[2], r[3], r[4], r[1], r[5], r[6], r[7], Value.Boolean(false) }
                ),
        ];
    }

    private static IEnumerable<string> Texts(Value value) =>
        value.Kind switch
        {
            ValueKind.String => [value.AsString()],
            ValueKind.List => value.AsList().SelectMany(Texts),
            _ => [],
        };
}
