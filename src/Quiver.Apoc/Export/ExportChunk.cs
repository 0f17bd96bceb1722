using Quiver.Foundation.Text;

namespace Quiver.Apoc.Export;

/// <summary>Some nodes or relationships of an export that follow each other, and their text. Used again and again.</summary>
internal sealed class ExportChunk
{
    /// <summary>The most objects of a chunk.</summary>
    public const int MaxRows = 2048;

    /// <summary>The relationship's type where it is in no graph.</summary>
    public const int NoType = -1;

    /// <summary>Its place among the chunks, from 0.</summary>
    public long Number { get; set; }

    /// <summary>Whether it holds relationships.</summary>
    public bool IsRelationships { get; set; }

    /// <summary>How many objects.</summary>
    public int Count { get; set; }

    /// <summary>Their ids.</summary>
    public long[] Ids { get; } = new long[MaxRows];

    /// <summary>Of relationships the nodes at the end in whose order they come.</summary>
    public long[] Near { get; } = new long[MaxRows];

    /// <summary>The nodes at their other ends.</summary>
    public long[] Far { get; } = new long[MaxRows];

    /// <summary>Whether they end at the near node; otherwise they start there.</summary>
    public bool[] IsIncoming { get; } = new bool[MaxRows];

    /// <summary>The numbers of their types; <see cref="NoType"/> for one that is in no graph.</summary>
    public int[] Types { get; } = new int[MaxRows];

    /// <summary>Keeps the texts of nodes for the chunks that follow; null where that does not pay.</summary>
    public SharedNodeTexts? Shared { get; private set; }

    /// <summary>Whether the near nodes are kept there.</summary>
    public bool SharesNear { get; set; }

    /// <summary>Whether the far ones are.</summary>
    public bool SharesFar { get; set; }

    /// <summary>The text: each object with what stands before it.</summary>
    public JsonText Text { get; } = new();

    /// <summary>Nodes in the text, those at the ends of relationships not counted.</summary>
    public long Nodes { get; set; }

    /// <summary>Relationships in the text.</summary>
    public long Relationships { get; set; }

    /// <summary>Properties of both.</summary>
    public long Properties { get; set; }

    /// <summary>Holds what keeps the texts of nodes until <see cref="Unshare"/>.</summary>
    public void Share(SharedNodeTexts? shared)
    {
        shared?.Hold();
        Shared = shared;
    }

    /// <summary>Lets it go: the chunk's own text is made, or will not be.</summary>
    public void Unshare()
    {
        Shared?.Dispose();
        Shared = null;
    }

    /// <summary>Forgets what it holds.</summary>
    public void Clear()
    {
        Count = 0;
        Text.Clear();
        Nodes = 0;
        Relationships = 0;
        Properties = 0;
    }
}
