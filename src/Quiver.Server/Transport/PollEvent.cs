using System.Runtime.InteropServices;

namespace Quiver.Server.Transport;

/// <summary><c>struct epoll_event</c> as x86-64 has it: without a gap.</summary>
/// <param name="Events">What is asked for, or has happened.</param>
/// <param name="Id">Whose it is.</param>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly record struct PollEvent(uint Events, long Id);
