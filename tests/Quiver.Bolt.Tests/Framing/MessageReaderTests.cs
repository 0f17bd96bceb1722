using System.Buffers;
using System.Buffers.Binary;
using Quiver.Bolt.Framing;

namespace Quiver.Bolt.Tests.Framing;

public sealed class MessageReaderTests
{
    private const int ChunkBytes = ushort.MaxValue;

    [Fact]
    public void Memory_of_a_long_message_is_given_back_with_the_next_one()
    {
        var reader = new MessageReader(1 << 24);
        int before = reader.BufferBytes;
        var source = new ReadOnlySequence<byte>([.. Message(1 << 23), .. Message(10)]);
        Assert.True(reader.TryRead(ref source, out var message));
        Assert.Equal(1 << 23, message.Length);
        Assert.True(reader.BufferBytes >= 1 << 23);
        Assert.True(reader.TryRead(ref source, out message));
        Assert.Equal(10, message.Length);
        Assert.Equal(before, reader.BufferBytes);
    }

    [Fact]
    public void A_long_message_that_comes_in_many_parts_is_joined()
    {
        var reader = new MessageReader(1 << 24);
        byte[] bytes = Message(1 << 22);
        int length = -1;
        foreach (byte[] part in bytes.Chunk(100_003))
        {
            var source = new ReadOnlySequence<byte>(part);
            if (reader.TryRead(ref source, out var message))
            {
                length = message.Length;
                Assert.True(message.IndexOfAnyExcept((byte)7) < 0);
            }
        }
        Assert.Equal(1 << 22, length);
    }

    private static byte[] Message(int length)
    {
        var bytes = new List<byte>();
        Span<byte> header = stackalloc byte[2];
        for (int rest = length; rest > 0; rest -= ChunkBytes)
        {
            int chunk = Math.Min(ChunkBytes, rest);
            BinaryPrimitives.WriteUInt16BigEndian(header, (ushort)chunk);
            bytes.AddRange(header);
            bytes.AddRange(Enumerable.Repeat((byte)7, chunk));
        }
        bytes.AddRange([0, 0]);
        return [.. bytes];
    }
}
