using System.Text.Json.Serialization;

namespace Patchbay.Graph.Templates;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(MessageTemplate))]
[JsonSerializable(typeof(Page<MessageTemplate>))]
[JsonSerializable(typeof(CreateTemplate))]
[JsonSerializable(typeof(CreatedTemplate))]
[JsonSerializable(typeof(EditTemplate))]
[JsonSerializable(typeof(EditedTemplate))]
[JsonSerializable(typeof(ListTemplates))]
[JsonSerializable(typeof(DeleteTemplates))]
[JsonSerializable(typeof(ListLibrary))]
[JsonSerializable(typeof(Page<LibraryTemplate>))]
[JsonSerializable(typeof(PreviewQuery))]
[JsonSerializable(typeof(Page<TemplatePreview>))]
[JsonSerializable(typeof(UpsertTemplates))]
[JsonSerializable(typeof(Page<CreatedTemplate>))]
[JsonSerializable(typeof(MigrateTemplates))]
[JsonSerializable(typeof(MigratedTemplates))]
[JsonSerializable(typeof(CompareQuery))]
[JsonSerializable(typeof(Page<TemplateComparison>))]
[JsonSerializable(typeof(Unpaused))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<IReadOnlyList<string>>))]
internal sealed partial class TemplatesJson : JsonSerializerContext;
