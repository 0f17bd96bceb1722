using Quiver.Model.Values;

namespace Quiver.Fuzz.Reference;

/// <summary>What IS :: asks.</summary>
internal static class Types
{
    public static bool Holds(DeclaredType type, Value value) =>
        type.Members.Any(member => Holds(member, value));

    private static bool Holds(DeclaredTypeMember member, Value value) =>
        value.IsNull
            ? !member.IsNotNull
            : member.Kind switch
            {
                DeclaredTypeKind.Any => true,
                DeclaredTypeKind.Integer => value.Kind == ValueKind.Integer,
                DeclaredTypeKind.Float => value.Kind == ValueKind.Float,
                DeclaredTypeKind.String => value.Kind == ValueKind.String,
                DeclaredTypeKind.Boolean => value.Kind == ValueKind.Boolean,
                DeclaredTypeKind.Date => value.Kind == ValueKind.Date,
                DeclaredTypeKind.Duration => value.Kind == ValueKind.Duration,
                DeclaredTypeKind.Point => value.Kind == ValueKind.Point,
                DeclaredTypeKind.Map => value.Kind == ValueKind.Map,
                DeclaredTypeKind.List => value.Kind == ValueKind.List
                    && (
                        member.Element is null
                        || value.AsList().All(element => Holds(member.Element, element))
                    ),
                _ => throw new UndecidedException($"IS :: {member.Kind}"),
            };
}
