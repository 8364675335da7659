using System.Text.RegularExpressions;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>Validates the posts of the page's script. Meta's ids consist of digits.</summary>
internal static partial class CallbackRules
{
    private const int MaxCode = 2048,
        MaxIds = 50;

    public static Problem? Check(CallbackRequest request)
    {
        if (request.Code is not { Length: > 0 and <= MaxCode })
            return Problem.Invalid("code", $"'code' is required, at most {MaxCode} characters.");
        if (request.Event is { } name && !Word().IsMatch(name))
            return Problem.Invalid("event", "'event' is not an event name.");
        return CheckId("phoneNumberId", request.PhoneNumberId)
            ?? CheckId("wabaId", request.WabaId)
            ?? CheckId("businessId", request.BusinessId)
            ?? CheckIds("pageIds", request.PageIds)
            ?? CheckIds("datasetIds", request.DatasetIds)
            ?? CheckIds("catalogIds", request.CatalogIds)
            ?? CheckIds("instagramAccountIds", request.InstagramAccountIds)
            ?? CheckIds("adAccountIds", request.AdAccountIds);
    }

    public static Problem? Check(FunnelRequest request)
    {
        if (request.Type is null || !FunnelType.All.Contains(request.Type))
            return Problem.Invalid("type", $"'type' must be one of: {string.Join(", ", FunnelType.All)}.");
        if (request.Step is { } step && !Word().IsMatch(step))
            return Problem.Invalid("step", "'step' is not a step name.");
        return request.ErrorCode is { } code && !Word().IsMatch(code)
            ? Problem.Invalid("errorCode", "'errorCode' is not an error code.")
            : null;
    }

    private static Problem? CheckId(string field, string? id) =>
        id is null || MetaId().IsMatch(id)
            ? null
            : Problem.Invalid(field, $"'{field}' must be an id of Meta, which has only digits.");

    private static Problem? CheckIds(string field, string[]? ids) =>
        ids is null || (ids.Length <= MaxIds && ids.All(id => id is not null && MetaId().IsMatch(id)))
            ? null
            : Problem.Invalid(field, $"'{field}' must be a list of at most {MaxIds} of Meta's ids.");

    [GeneratedRegex(@"^[0-9]{1,32}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MetaId();

    [GeneratedRegex(@"^[A-Za-z0-9_]{1,64}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}

/// <summary>The points of the sign-up that the page reports.</summary>
internal static class FunnelType
{
    public const string Opened = "opened",
        PopupOpened = "popup_opened",
        Abandoned = "abandoned",
        Error = "error";

    public static readonly string[] All = [Opened, PopupOpened, Abandoned, Error];
}
