namespace Quiver.Csv.Archives;

/// <summary>The checksum of zip and gzip (polynomial 04C11DB7, bits reflected), eight bytes at a time by tables.</summary>
/// <remarks>M. E. Kounavis, F. L. Berry: A Systematic Approach to Building High Performance Software-Based CRC Generators, 2005.</remarks>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private const int Slices = 8;
    private const int Codes = 256;

    private static readonly uint[] _tables = MakeTables();

    /// <summary>Goes on with a checksum, which begins as 0.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        while (bytes.Length >= Slices)
        {
            uint low = crc ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            crc =
                Table(7, (byte)low)
                ^ Table(6, (byte)(low >> 8))
                ^ Table(5, (byte)(low >> 16))
                ^ Table(4, (byte)(low >> 24))
                ^ Table(3, bytes[4])
                ^ Table(2, bytes[5])
                ^ Table(1, bytes[6])
                ^ Table(0, bytes[7]);
            bytes = bytes[Slices..];
        }
        foreach (byte b in bytes)
        {
            crc = Table(0, (byte)(crc ^ b)) ^ (crc >> 8);
        }
        return ~crc;
    }

    private static uint Table(int slice, byte code) => _tables[(slice * Codes) + code];

    private static uint[] MakeTables()
    {
        uint[] tables = new uint[Slices * Codes];
        for (uint code = 0; code < Codes; code++)
        {
            uint crc = code;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) != 0 ? Polynomial : 0);
            }
            tables[code] = crc;
        }
        for (int i = Codes; i < tables.Length; i++)
        {
            uint before = tables[i - Codes];
            tables[i] = (before >> 8) ^ tables[(byte)before];
        }
        return tables;
    }
}
