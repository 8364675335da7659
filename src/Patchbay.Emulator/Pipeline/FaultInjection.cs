using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Hosting;

namespace Patchbay.Emulator.Pipeline;

/// <summary>Applies the faults of a world to a request.</summary>
internal static class FaultInjection
{
    public static async Task ApplyAsync(Call call, string? operation, CancellationToken cancel)
    {
        if (call.World.Faults.Take(call.Method, call.Path, operation) is not { } fault)
            return;
        if (fault.Delay is { } delay)
            await Task.Delay(delay, call.World.Clock.Inner, cancel);
        if (fault.Cut == "before")
            throw new RequestCut();
        call.CutAfter = fault.Cut == "after";
        if (fault.Html is not null)
            throw new EdgeFailure(fault.HttpStatus ?? 502, fault.Html);
        if (fault.Code != 0)
            throw Refusal(fault);
    }

    private static GraphRefusal Refusal(Fault fault)
    {
        var (title, status) = ProductErrors.Find(fault.Code);
        var message =
            fault.Message
            ?? (fault.Code == 190 ? "Error validating access token: Session has expired." : $"(#{fault.Code}) {title}");
        return new GraphRefusal(fault.Code, message, fault.HttpStatus ?? status)
        {
            Subcode = fault.Subcode,
            Details = fault.Details,
            UserTitle = fault.UserTitle,
            UserMessage = fault.UserMessage,
            Href = fault.Href,
            Kind = fault.Type ?? "OAuthException",
            TraceId = fault.TraceId,
            IsTransient = fault.Code is 1 or 2 or 131000 or 131016,
            Challenge = fault.Code == 190 ? $"OAuth \"Facebook Platform\" \"invalid_token\" \"{message}\"" : null,
        };
    }
}

/// <summary>A fault asked for the connection to be cut instead of answered.</summary>
internal sealed class RequestCut : Exception;

/// <summary>A fault asked for an HTML answer.</summary>
internal sealed class EdgeFailure(int status, string html) : Exception
{
    public int Status => status;
    public string Html => html;
}
