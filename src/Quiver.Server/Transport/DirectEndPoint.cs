using System.Net;

namespace Quiver.Server.Transport;

/// <summary>An address whose connections are carried by <see cref="DirectTransport"/>.</summary>
/// <param name="address">The address.</param>
internal sealed class DirectEndPoint(IPEndPoint address)
    : IPEndPoint(address.Address, address.Port);
