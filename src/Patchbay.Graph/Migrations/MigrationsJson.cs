using System.Text.Json.Serialization;
using Patchbay.Graph.BusinessAccounts;
using Patchbay.Graph.PhoneNumbers;

namespace Patchbay.Graph.Migrations;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(MigrationIntent))]
[JsonSerializable(typeof(Page<PhoneNumber>))]
[JsonSerializable(typeof(Page<TemplateSummary>))]
[JsonSerializable(typeof(Page<AppReference>))]
[JsonSerializable(typeof(SetSolutionMigration))]
[JsonSerializable(typeof(SolutionMigrationSet))]
[JsonSerializable(typeof(Page<OnBehalfRequest>))]
[JsonSerializable(typeof(MobilityIntent))]
[JsonSerializable(typeof(CreateMobilityIntent))]
[JsonSerializable(typeof(MobilityIntentCreated))]
[JsonSerializable(typeof(SetMobilityIntent))]
[JsonSerializable(typeof(MobilityIntentSet))]
internal sealed partial class MigrationsJson : JsonSerializerContext;
