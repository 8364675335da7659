using Patchbay.Server.Organizations;
using Patchbay.Server.Organizations.Redirects;
using Patchbay.Server.Platform.Pages;

namespace Patchbay.Server.Surfaces.Integrations.ConnectPage;

/// <summary>
/// Renders the connect page with what is read for it: the organization's name, and where it leads back.
/// </summary>
internal sealed class ConnectRendering(OrganizationStore organizations, RedirectOrigins origins, TimeProvider clock)
{
    /// <param name="http">The request.</param>
    /// <param name="session">The session; null for an unknown one.</param>
    /// <param name="token">The token of the invitation, as long as no browser has claimed it.</param>
    /// <param name="dialog">An address of the dialog; null when the log-in is not set up.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    public Task<IResult> ShowAsync(
        HttpContext http,
        ConnectSession? session,
        string? token,
        string? dialog,
        CancellationToken cancellation
    ) => ShowAsync(http, ConnectPages.ViewOf(session, clock.GetUtcNow(), dialog), session, cancellation, token, dialog);

    /// <summary>The page of an invitation that another browser has claimed.</summary>
    public Task<IResult> ShowTakenAsync(HttpContext http, ConnectSession session, CancellationToken cancellation) =>
        ShowAsync(http, IsOver(session) ? ConnectView.Expired : ConnectView.Taken, session, cancellation);

    /// <summary>The page of a post that is refused as it is.</summary>
    public Task<IResult> ShowRefusedAsync(HttpContext http, ConnectView view, CancellationToken cancellation) =>
        ShowAsync(http, view, session: null, cancellation);

    public bool IsOver(ConnectSession session) => session.ExpiresAt <= clock.GetUtcNow();

    private async Task<IResult> ShowAsync(
        HttpContext http,
        ConnectView view,
        ConnectSession? session,
        CancellationToken cancellation,
        string? token = null,
        string? dialog = null
    )
    {
        var names = new PageNames("", "", ReturnUrl: null);
        if (session is not null)
        {
            var organization = await organizations.FindAsync(session.OrganizationId, cancellation);
            var back = await origins.IfAllowedAsync(session.Tenant, session.RedirectUrl, cancellation);
            names = new(organization?.Name ?? "", session.Name, back);
        }
        return ConnectPages.Render(http, view, session, names, token, dialog);
    }
}
