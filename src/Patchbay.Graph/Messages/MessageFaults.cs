namespace Patchbay.Graph.Messages;

/// <summary>A fault in a message.</summary>
/// <param name="Path">Where the fault is, in wire names: <c>interactive.action.buttons[1].reply.title</c>.</param>
/// <param name="Problem">What is wrong.</param>
public sealed record MessageFault(string Path, string Problem);

/// <summary>A message breaks Meta's limits and was not sent.</summary>
/// <remarks>The exception lists all faults at once.</remarks>
public sealed class InvalidMessageException : ArgumentException
{
    internal InvalidMessageException(IReadOnlyList<MessageFault> faults)
        : base(string.Join(' ', faults.Select(f => $"{f.Path}: {f.Problem}")), "message") => Faults = faults;

    /// <summary>The faults of the message.</summary>
    public IReadOnlyList<MessageFault> Faults { get; }
}

/// <summary>Collects the faults of a message while it is checked.</summary>
internal sealed class FaultList
{
    private List<MessageFault>? _faults;

    public IReadOnlyList<MessageFault> Found => _faults ?? [];

    public void Add(string path, string problem) => (_faults ??= []).Add(new(path, problem));

    public void When(bool wrong, string path, string problem)
    {
        if (wrong)
            Add(path, problem);
    }

    /// <summary>Checks a required text and its maximum length.</summary>
    public void Text(string? text, string path, int most)
    {
        if (string.IsNullOrWhiteSpace(text))
            Add(path, "is required.");
        else
            AtMost(text, path, most);
    }

    public void AtMost(string? text, string path, int most) =>
        When(text?.Length > most, path, $"may have at most {most} characters.");

    public void Count(int count, string path, int least, int most) =>
        When(
            count < least || count > most,
            path,
            least == most ? $"must have {least} entries." : $"must have {least} to {most} entries."
        );
}
