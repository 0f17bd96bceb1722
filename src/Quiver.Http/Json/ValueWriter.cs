using System.Text.Json;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Json;
using Quiver.Model.Values;

namespace Quiver.Http.Json;

/// <summary>
/// Writes values in the transactional API's plain form: nodes and relationships as their properties, paths as the list of those, temporal values as ISO
/// text, points as GeoJSON-like maps.
/// </summary>
/// <remarks>Not thread safe. Nesting is bounded where values are made.</remarks>
internal sealed class ValueWriter(Utf8JsonWriter writer, IEntityLookup entities)
{
    private readonly List<KeyValuePair<string, Value>> _properties = [];

    /// <summary>Writes one row of a column.</summary>
    public void WriteCell(ColumnVector column, int row)
    {
        if (column.IsNull(row))
        {
            writer.WriteNullValue();
        }
        else if (column is TextVector text)
        {
            writer.WriteStringValue(text.Utf8(row));
        }
        else
        {
            Write(column[row]);
        }
    }

    /// <summary>Writes a value.</summary>
    public void Write(Value value)
    {
        if (JsonScalars.TryWrite(writer, value))
        {
            return;
        }
        switch (value.Kind)
        {
            case ValueKind.List:
                WriteList(value.AsList());
                break;
            case ValueKind.Map:
                WriteMap(value.AsMap().AsSpan());
                break;
            case ValueKind.Node:
                WriteProperties(value.AsNode());
                break;
            case ValueKind.Relationship:
                WriteProperties(value.AsRelationship());
                break;
            case ValueKind.Path:
                WritePath(value.AsPath());
                break;
            case ValueKind.Point:
                WritePoint(value.AsPoint());
                break;
            case ValueKind.Vector:
                WriteVector(value.AsVector());
                break;
            case ValueKind.Bytes:
                WriteBytes(value.AsBytes());
                break;
            default:
                writer.WriteStringValue(ValueText.ToText(value));
                break;
        }
    }

    /// <summary>Writes a node's properties as a map.</summary>
    public void WriteProperties(NodeId node)
    {
        _properties.Clear();
        entities.ReadProperties(node, _properties);
        WriteGatheredProperties();
    }

    /// <summary>Writes a relationship's properties as a map.</summary>
    public void WriteProperties(RelationshipId relationship)
    {
        _properties.Clear();
        entities.ReadProperties(relationship, _properties);
        WriteGatheredProperties();
    }

    // Properties never hold entities, so the one list cannot be refilled while it is written.
    private void WriteGatheredProperties() =>
        WriteMap(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_properties));

    private void WriteMap(ReadOnlySpan<KeyValuePair<string, Value>> entries)
    {
        writer.WriteStartObject();
        foreach (ref readonly var entry in entries)
        {
            writer.WritePropertyName(entry.Key);
            Write(entry.Value);
        }
        writer.WriteEndObject();
    }

    private void WriteList(ListValue list)
    {
        writer.WriteStartArray();
        foreach (ref readonly var element in list.AsSpan())
        {
            Write(element);
        }
        writer.WriteEndArray();
    }

    private void WritePath(PathValue path)
    {
        writer.WriteStartArray();
        WriteProperties(path.Nodes[0]);
        for (int i = 0; i < path.Length; i++)
        {
            WriteProperties(path.Relationships[i]);
            WriteProperties(path.Nodes[i + 1]);
        }
        writer.WriteEndArray();
    }

    private void WriteVector(VectorValue vector)
    {
        writer.WriteStartArray();
        for (int i = 0; i < vector.Dimensions; i++)
        {
            Write(vector[i]);
        }
        writer.WriteEndArray();
    }

    private void WriteBytes(byte[] bytes)
    {
        writer.WriteStartArray();
        foreach (byte b in bytes)
        {
            writer.WriteNumberValue((sbyte)b);
        }
        writer.WriteEndArray();
    }

    private void WritePoint(PointValue point)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Point");
        writer.WriteStartArray("coordinates");
        JsonFloat.Write(writer, point.X);
        JsonFloat.Write(writer, point.Y);
        if (point.Is3D)
        {
            JsonFloat.Write(writer, point.Z);
        }
        writer.WriteEndArray();
        writer.WriteStartObject("crs");
        writer.WriteNumber("srid", point.Srid);
        writer.WriteString("name", PointSystems.NameOf(point.Srid));
        writer.WriteString("type", "link");
        writer.WriteStartObject("properties");
        writer.WriteString("href", SystemDefinition(point.Srid));
        writer.WriteString("type", "ogcwkt");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string SystemDefinition(int srid) =>
        srid is PointSystems.Cartesian or PointSystems.CartesianIn3D
            ? $"http://spatialreference.org/ref/sr-org/{srid}/ogcwkt/"
            : $"http://spatialreference.org/ref/epsg/{srid}/ogcwkt/";
}
