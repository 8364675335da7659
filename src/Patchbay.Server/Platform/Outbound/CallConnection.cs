using System.Net.Sockets;

namespace Patchbay.Server.Platform.Outbound;

/// <summary>
/// A connection to a customer's server that tells a call whether another call used the connection before. Only such a
/// connection can have been closed by the other side before the call.
/// </summary>
internal sealed class CallConnection(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    private static readonly AsyncLocal<Call?> Current = new();

    private Call? _first;

    /// <summary>Begins a call. Connections that this asynchronous flow writes to are its own.</summary>
    public static Call Begin() => Current.Value = new Call();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Current.Value is { } call && Interlocked.CompareExchange(ref _first, call, null) is { } first)
            call.IsOnUsedConnection |= !ReferenceEquals(first, call);
        return base.WriteAsync(buffer, cancellationToken);
    }

    internal sealed class Call
    {
        public bool IsOnUsedConnection { get; set; }
    }
}
