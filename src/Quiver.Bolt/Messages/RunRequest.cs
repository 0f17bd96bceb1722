using Quiver.Model.Values;

namespace Quiver.Bolt.Messages;

/// <summary>RUN: starts a query.</summary>
/// <param name="Query">Its text.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Extra">bookmarks, tx_timeout, tx_metadata, mode, db, imp_user; empty in an explicit transaction.</param>
internal sealed record RunRequest(string Query, MapValue Parameters, MapValue Extra)
    : RequestMessage
{
    /// <summary>The signature.</summary>
    public const byte Tag = 0x10;
}
