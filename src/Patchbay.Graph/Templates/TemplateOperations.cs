using System.Text.Json;
using System.Text.Json.Nodes;
using Json = Patchbay.Graph.Templates.TemplatesJson;

namespace Patchbay.Graph.Templates;

/// <summary>
/// Message templates: at most 250 per account until the business is verified, then 6,000; at most 100 new templates an
/// hour.
/// </summary>
public sealed class TemplateOperations
{
    internal static readonly GraphOperation<ListTemplates, Page<MessageTemplate>> List = new(
        "getTemplateByNameDefaultFields",
        HttpMethod.Get,
        "{waba_id}/message_templates",
        Json.Default.ListTemplates,
        Json.Default.PageMessageTemplate
    );

    internal static readonly GraphOperation<ListTemplates, JsonElement> ListRaw = new(
        "getTemplateByNameDefaultFields",
        HttpMethod.Get,
        "{waba_id}/message_templates",
        Json.Default.ListTemplates,
        CoreJson.Default.JsonElement
    );

    internal static readonly GraphOperation<JsonObject, JsonElement> CreateRaw = new(
        "createAuthenticationTemplateWOtpCopyCodeButton",
        HttpMethod.Post,
        "{waba_id}/message_templates",
        CoreJson.Default.JsonObject,
        CoreJson.Default.JsonElement
    );

    internal static readonly GraphOperation<FieldsQuery, MessageTemplate> Get = new(
        "getTemplateByIdDefaultFields",
        HttpMethod.Get,
        "{template_id}",
        CoreJson.Default.FieldsQuery,
        Json.Default.MessageTemplate
    );

    internal static readonly GraphOperation<CreateTemplate, CreatedTemplate> Create = new(
        "createAuthenticationTemplateWOtpCopyCodeButton",
        HttpMethod.Post,
        "{waba_id}/message_templates",
        Json.Default.CreateTemplate,
        Json.Default.CreatedTemplate
    );

    internal static readonly GraphOperation<EditTemplate, EditedTemplate> Edit = new(
        "editTemplate",
        HttpMethod.Post,
        "{template_id}",
        Json.Default.EditTemplate,
        Json.Default.EditedTemplate
    );

    internal static readonly GraphOperation<DeleteTemplates, Acknowledgement> Delete = new(
        "deleteTemplateByName",
        HttpMethod.Delete,
        "{waba_id}/message_templates",
        Json.Default.DeleteTemplates,
        CoreJson.Default.Acknowledgement
    );

    internal static readonly GraphOperation<ListLibrary, Page<LibraryTemplate>> ListLibrary = new(
        "listTemplateLibrary",
        HttpMethod.Get,
        "message_template_library",
        Json.Default.ListLibrary,
        Json.Default.PageLibraryTemplate
    );

    internal static readonly GraphOperation<PreviewQuery, Page<TemplatePreview>> Preview = new(
        "previewAuthenticationTemplates",
        HttpMethod.Get,
        "{waba_id}/message_template_previews",
        Json.Default.PreviewQuery,
        Json.Default.PageTemplatePreview
    );

    internal static readonly GraphOperation<UpsertTemplates, Page<CreatedTemplate>> Upsert = new(
        "upsertAuthenticationTemplates",
        HttpMethod.Post,
        "{waba_id}/upsert_message_templates",
        Json.Default.UpsertTemplates,
        Json.Default.PageCreatedTemplate
    )
    {
        IsRepeatable = true,
    };

    internal static readonly GraphOperation<MigrateTemplates, MigratedTemplates> Migrate = new(
        "migrateTemplates",
        HttpMethod.Post,
        "{waba_id}/migrate_message_templates",
        Json.Default.MigrateTemplates,
        Json.Default.MigratedTemplates
    )
    {
        IsRepeatable = true,
    };

    internal static readonly GraphOperation<CompareQuery, Page<TemplateComparison>> Compare = new(
        "compareTemplates",
        HttpMethod.Get,
        "{template_id}/compare",
        Json.Default.CompareQuery,
        Json.Default.PageTemplateComparison
    );

    internal static readonly GraphOperation<Unpaused> Unpause = new(
        "unpauseTemplate",
        HttpMethod.Post,
        "{template_id}/unpause",
        Json.Default.Unpaused
    );

    private readonly GraphSession _session;

    internal TemplateOperations(GraphSession session) => _session = session;

    /// <summary>Lists an account's templates.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Templates.</remarks>
    public Task<Page<MessageTemplate>> ListAsync(
        string wabaId,
        ListTemplates? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(List.At(wabaId), query ?? new(), cancellationToken);

    /// <summary>Lists an account's templates, all pages.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Templates.</remarks>
    public IAsyncEnumerable<MessageTemplate> ListAllAsync(
        string wabaId,
        ListTemplates? query = null,
        CancellationToken cancellationToken = default
    ) => _session.ItemsAsync(List.At(wabaId), query ?? new(), cancellationToken);

    /// <summary>
    /// Lists an account's templates as Meta writes them: the answer with <c>data</c> and <c>paging</c>.
    /// </summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Templates.</remarks>
    public Task<JsonElement> ListRawAsync(
        string wabaId,
        ListTemplates? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(ListRaw.At(wabaId), query ?? new(), cancellationToken);

    /// <summary>Creates a template from an object in Meta's own shape, and returns Meta's answer.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Templates.</remarks>
    public Task<JsonElement> CreateRawAsync(
        string wabaId,
        JsonObject template,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(CreateRaw.At(wabaId), template, cancellationToken);

    /// <summary>Reads a template.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Templates.</remarks>
    public Task<MessageTemplate> GetAsync(
        string templateId,
        string? fields = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Get.At(templateId), new FieldsQuery { Fields = fields }, cancellationToken);

    /// <summary>
    /// Creates a template; repeating the call is harmless, because name and language together are unique.
    /// </summary>
    /// <exception cref="GraphApiException">
    /// Code 100, with a sub-code that tells which rule the template breaks.
    /// </exception>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Send Flow.</remarks>
    public Task<CreatedTemplate> CreateAsync(
        string wabaId,
        CreateTemplate request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Create.At(wabaId), request, cancellationToken);

    /// <summary>
    /// Changes a template; an approved template can be changed once in 24 hours and ten times in 30 days.
    /// </summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Templates.</remarks>
    public Task<EditedTemplate> EditAsync(
        string templateId,
        EditTemplate request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Edit.At(templateId), request, cancellationToken);

    /// <summary>Deletes templates; the name of an approved template stays reserved for 30 days.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Templates.</remarks>
    public Task<Acknowledgement> DeleteAsync(
        string wabaId,
        DeleteTemplates request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Delete.At(wabaId), request, cancellationToken);

    /// <summary>Lists the templates of Meta's library.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Templates &gt; Template library.</remarks>
    public Task<Page<LibraryTemplate>> ListLibraryAsync(
        ListLibrary? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(ListLibrary.Here(), query ?? new(), cancellationToken);

    /// <summary>Shows Meta's texts of authentication templates.</summary>
    /// <remarks>
    /// Meta: WhatsApp Business Platform &gt; Templates &gt; Authentication templates &gt; Template preview.
    /// </remarks>
    public Task<Page<TemplatePreview>> PreviewAsync(
        string wabaId,
        PreviewQuery request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Preview.At(wabaId), request, cancellationToken);

    /// <summary>Creates or changes an authentication template in several languages.</summary>
    /// <remarks>
    /// Meta: WhatsApp Business Platform &gt; Templates &gt; Authentication templates &gt; Bulk management.
    /// </remarks>
    public Task<Page<CreatedTemplate>> UpsertAsync(
        string wabaId,
        UpsertTemplates request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Upsert.At(wabaId), request, cancellationToken);

    /// <summary>Copies templates from another account; check the result of each template.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Templates &gt; Template migration.</remarks>
    public Task<MigratedTemplates> MigrateAsync(
        string wabaId,
        MigrateTemplates request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Migrate.At(wabaId), request, cancellationToken);

    /// <summary>Compares two templates.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Templates &gt; Template comparison.</remarks>
    public Task<Page<TemplateComparison>> CompareAsync(
        string templateId,
        CompareQuery request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Compare.At(templateId), request, cancellationToken);

    /// <summary>Resumes a template that was paused by pacing.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Templates &gt; Template pausing.</remarks>
    public Task<Unpaused> UnpauseAsync(string templateId, CancellationToken cancellationToken = default) =>
        _session.CallAsync(Unpause.At(templateId), cancellationToken);
}
