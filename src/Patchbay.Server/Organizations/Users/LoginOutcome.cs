using Patchbay.Server.Audit;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Organizations.Users;

/// <summary>Who logs in, and from where.</summary>
/// <param name="Source">The source, as limits count it.</param>
/// <param name="Actor">The request's actor, for the session's row.</param>
/// <param name="ReplacedSession">The token of the session that this browser had before.</param>
internal sealed record Visitor(string Source, Actor Actor, string? ReplacedSession);

/// <summary>A session that began.</summary>
/// <param name="User">Its user.</param>
/// <param name="Token">The session's token, shown once.</param>
internal sealed record Session(UserRow User, string Token);

/// <summary>How an attempt to log in ended.</summary>
/// <param name="Users">The users that the attempt was about, for the audit log only.</param>
/// <param name="Session">The session, or the refusal.</param>
internal sealed record LoginOutcome(IReadOnlyList<UserRow> Users, Outcome<Session> Session)
{
    /// <summary>The reason of a refusal, for the audit log only.</summary>
    public string? Reason { get; init; }
}
