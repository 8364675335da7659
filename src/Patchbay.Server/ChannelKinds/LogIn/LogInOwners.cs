using Patchbay.Server.Audit;
using Patchbay.Server.Platform.Auth;

namespace Patchbay.Server.ChannelKinds.LogIn;

/// <summary>The caller of a log-in route. Only this caller can use the handles of the log-in.</summary>
internal static class LogInOwners
{
    public static LogInOwner Of(HttpContext http, Caller caller)
    {
        var actor = Actor.Of(http, caller);
        return new(caller.Tenant, actor, $"{actor.Type}:{actor.Id}");
    }
}
