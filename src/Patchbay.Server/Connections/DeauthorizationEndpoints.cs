using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Connections;

/// <summary>Where Meta calls when a person removes our app (the deauthorize callback of the app's dashboard).</summary>
internal static class DeauthorizationEndpoints
{
    private const int MaxForm = 16 * 1024;

    private static readonly Problem NotSigned = new(403, "signature_invalid", "The signature does not match.");

    public static void MapDeauthorization(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/webhooks/meta/deauthorize", DeauthorizeAsync).ExcludeFromDescription();

    private static async Task<IResult> DeauthorizeAsync(HttpContext http, MetaApps apps, Withdrawals withdrawals, CancellationToken cancellation)
    {
        if (!http.Request.HasFormContentType) return NotSigned;
        if (http.Request.ContentLength > MaxForm) return RequestBody.TooLarge;
        var form = await http.Request.ReadFormAsync(new Microsoft.AspNetCore.Http.Features.FormOptions { BufferBodyLengthLimit = MaxForm, ValueLengthLimit = MaxForm }, cancellation);
        var text = form["signed_request"].ToString();
        var signers = apps.All.Select(app => (app.Environment, User: SignedRequest.UserOf(text, app.AppSecret))).Where(one => one.User is not null).ToList();
        if (signers.Count == 0) return NotSigned;
        foreach (var (environment, user) in signers) await withdrawals.DeauthorizedAsync(environment, user!, cancellation);
        return TypedResults.Ok();
    }
}
