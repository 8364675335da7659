using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Worlds;

/// <summary>Messages by conversation: an index over the nodes, rebuilt when a world is loaded.</summary>
internal sealed class ChatBook
{
    private readonly Dictionary<(string Phone, string Customer), Chat> _chats = [];
    private readonly Dictionary<string, (long Second, int Count)> _throughput = new(StringComparer.Ordinal);

    public Chat Of(string phoneId, string customer)
    {
        if (!_chats.TryGetValue((phoneId, customer), out var chat))
            _chats[(phoneId, customer)] = chat = new Chat(phoneId, customer);
        return chat;
    }

    public IEnumerable<Message> All => _chats.Values.SelectMany(c => c.Messages);

    public IEnumerable<Chat> Of(string phoneId) => _chats.Values.Where(c => c.PhoneId == phoneId);

    public IEnumerable<Chat> With(string customer) => _chats.Values.Where(c => c.Customer == customer);

    public void Add(Message message)
    {
        var chat = Of(message.PhoneId, message.Customer);
        chat.Messages.Add(message);
        if (message.Inbound)
            chat.LastInbound = Math.Max(chat.LastInbound, message.CreatedAt);
    }

    /// <summary>
    /// Returns the number of messages that this phone number sent in the current second, including the new message.
    /// </summary>
    public int CountThroughput(string phoneId, long now)
    {
        var second = now / 1000;
        var count = _throughput.TryGetValue(phoneId, out var seen) && seen.Second == second ? seen.Count + 1 : 1;
        _throughput[phoneId] = (second, count);
        return count;
    }
}

internal sealed class Chat(string phoneId, string customer)
{
    public string PhoneId => phoneId;
    public string Customer => customer;
    public List<Message> Messages { get; } = [];

    /// <summary>When the customer last wrote, in milliseconds; 0 for never.</summary>
    public long LastInbound { get; set; }

    /// <summary>
    /// The end of the time that earlier messages of this pair have booked. Each message books six seconds.
    /// </summary>
    public long PairBookedUntil { get; set; }

    /// <summary>The end of the time in which the customer sees "typing…".</summary>
    public long TypingUntil { get; set; }
}
