using Quiver.Model.Values;

namespace Quiver.Bolt.Messages;

/// <summary>BEGIN: opens an explicit transaction.</summary>
/// <param name="Extra">bookmarks, tx_timeout, tx_metadata, mode, db, imp_user.</param>
internal sealed record BeginRequest(MapValue Extra) : RequestMessage
{
    /// <summary>The signature.</summary>
    public const byte Tag = 0x11;
}
