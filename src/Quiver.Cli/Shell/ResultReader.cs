using Quiver.Bolt.PackStream;

namespace Quiver.Cli.Shell;

/// <summary>
/// Reads a result's values into .NET's: null, bool, long, double, string, byte[], lists, dictionaries, nodes, relationships and paths; temporal values
/// and points as a <see cref="Model.Values.Value"/>.
/// </summary>
internal static class ResultReader
{
    /// <summary>Reads one value.</summary>
    public static object? Read(ref PackStreamReader reader)
    {
        byte marker = reader.PeekMarker();
        switch (marker)
        {
            case (>= Marker.TinyList and < Marker.TinyMap)
            or (>= Marker.List8 and <= Marker.List32):
                var list = new object?[reader.ReadListHead()];
                for (int i = 0; i < list.Length; i++)
                {
                    list[i] = Read(ref reader);
                }
                return list;
            case (>= Marker.TinyMap and < Marker.TinyStruct)
            or (>= Marker.Map8 and <= Marker.Map32):
                var map = new Dictionary<string, object?>(StringComparer.Ordinal);
                for (int left = reader.ReadMapHead(); left > 0; left--)
                {
                    string key = reader.ReadString();
                    map[key] = Read(ref reader);
                }
                return map;
            case (>= Marker.TinyString and < Marker.TinyList)
            or (>= Marker.String8 and <= Marker.String32):
                return reader.ReadString();
            case >= Marker.TinyStruct and < Marker.Null:
                return ReadStructure(ref reader);
            default:
                return ReadScalar(ref reader, marker);
        }
    }

    private static object? ReadScalar(ref PackStreamReader reader, byte marker)
    {
        switch (marker)
        {
            case Marker.Null:
                reader.TryReadNull();
                return null;
            case Marker.True or Marker.False:
                return reader.ReadBoolean();
            case Marker.Float64:
                return reader.ReadFloat();
            case >= Marker.Bytes8 and <= Marker.Bytes32:
                return reader.ReadBytes().ToArray();
            default:
                return reader.ReadInteger();
        }
    }

    private static object ReadStructure(ref PackStreamReader reader)
    {
        var ahead = reader;
        byte tag = ahead.ReadStructure(out int fieldCount);
        if (
            tag
            is not (
                StructureTag.Node
                or StructureTag.Relationship
                or StructureTag.UnboundRelationship
                or StructureTag.Path
            )
        )
        {
            return ValueReader.Read(ref reader, utc: true);
        }
        reader = ahead;
        var fields = new object?[fieldCount];
        for (int i = 0; i < fieldCount; i++)
        {
            fields[i] = Read(ref reader);
        }
        return tag switch
        {
            StructureTag.Node => new ResultNode(
                (long)fields[0]!,
                [.. ((object?[])fields[1]!).Cast<string>()],
                (Dictionary<string, object?>)fields[2]!
            ),
            StructureTag.Relationship => new ResultRelationship(
                (long)fields[0]!,
                (long)fields[1]!,
                (long)fields[2]!,
                (string)fields[3]!,
                (Dictionary<string, object?>)fields[4]!
            ),
            StructureTag.UnboundRelationship => new ResultRelationship(
                (long)fields[0]!,
                -1,
                -1,
                (string)fields[1]!,
                (Dictionary<string, object?>)fields[2]!
            ),
            _ => ResultPath.FromFields(fields),
        };
    }
}
