using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Quiver.Storage.Schema;

/// <summary>Names for indexes and constraints that their users did not name: <c>index_</c> or <c>constraint_</c> and eight hexadecimal digits that follow from the definition.</summary>
internal static class SchemaNames
{
    private const int MaxTries = 1000;

    /// <summary>A name for an index that nothing in the schema has.</summary>
    public static string Of(IndexRequest request, SchemaDefinitions schema) =>
        Free(
            "index",
            $"{request.Kind}|{request.Entity}|{string.Join('\0', request.LabelsOrTypes)}|{string.Join('\0', request.Properties)}",
            schema
        );

    /// <summary>A name for a constraint that nothing in the schema has.</summary>
    public static string Of(ConstraintRequest request, SchemaDefinitions schema) =>
        Free(
            "constraint",
            $"{request.Kind}|{request.Entity}|{request.LabelOrType}|{string.Join('\0', request.Properties)}",
            schema
        );

    private static string Free(string prefix, string description, SchemaDefinitions schema)
    {
        for (int attempt = 0; attempt < MaxTries; attempt++)
        {
            byte[] text = Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{description}|{attempt}")
            );
            uint number = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(text));
            string name = string.Create(CultureInfo.InvariantCulture, $"{prefix}_{number:x8}");
            if (schema.FindIndex(name) is null && schema.FindConstraint(name) is null)
            {
                return name;
            }
        }
        throw new StorageException($"No name is left for an {prefix}. Give it one.");
    }
}
