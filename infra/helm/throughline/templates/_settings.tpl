{{/* Settings that every service has, without secrets; what is empty is left out. */}}
{{- define "throughline.settings" -}}
LISTEN_HOST: 0.0.0.0
HUB_PORT: "3000"
KEYS_DIR: /run/keys
AGENCIES_FILE: /run/secrets/agencies/agencies.json
LOG_LEVEL: {{ .Values.settings.logLevel | quote }}
{{- with .Values.settings.trustedProxies }}
TRUSTED_PROXIES: {{ . | quote }}
{{- end }}
{{- with .Values.settings.otlpEndpoint }}
OTEL_EXPORTER_OTLP_ENDPOINT: {{ . | quote }}
{{- end }}
{{- end -}}

{{/* How to reach Kafka: (dict "root" $ "secret" "name of the Secret with the password"). */}}
{{- define "throughline.kafka" -}}
- name: KAFKA_BROKERS
  value: {{ .root.Values.kafka.brokers | quote }}
{{- if .secret }}
{{ include "throughline.fromSecret" (dict "secret" .secret "key" "KAFKA_SASL_USERNAME") }}
{{ include "throughline.fromSecret" (dict "secret" .secret "key" "KAFKA_SASL_PASSWORD") }}
{{- end }}
{{- if .root.Values.secrets.kafkaTls }}
- { name: KAFKA_TLS_CA_FILE, value: /run/secrets/kafka-tls/ca.crt }
{{- if not .secret }}
- { name: KAFKA_TLS_CERT_FILE, value: /run/secrets/kafka-tls/tls.crt }
- { name: KAFKA_TLS_KEY_FILE, value: /run/secrets/kafka-tls/tls.key }
{{- end }}
{{- end }}
{{- end -}}

{{/* What one service has beside those, and no other service learns. */}}
{{- define "throughline.ownSettings" -}}
{{- $secrets := .root.Values.secrets -}}
{{- $engines := splitList " " (include "throughline.engines" .) -}}
{{ include "throughline.fromSecret" (dict "secret" $secrets.engines "key" "DATABASE_URL") }}
{{- if $secrets.authorities }}
- { name: NODE_EXTRA_CA_CERTS, value: /run/secrets/authorities/ca.crt }
{{- end }}
{{- if has "eventStore" $engines }}
{{ include "throughline.fromSecret" (dict "secret" $secrets.engines "key" "EVENTSTORE_URL") }}
{{- end }}
{{- if has "kafka" $engines }}
{{ include "throughline.kafka" (dict "root" .root "secret" $secrets.kafka) }}
{{- end }}
{{- if has "oidc" $engines }}
- { name: PUBLIC_URL, value: {{ .root.Values.publicUrl | quote }} }
- { name: OIDC_ISSUER, value: {{ .root.Values.oidc.issuer | quote }} }
- { name: OIDC_CLIENT_ID, value: {{ .root.Values.oidc.clientId | quote }} }
{{ include "throughline.fromSecret" (dict "secret" $secrets.oidc "key" "OIDC_CLIENT_SECRET") }}
{{- end }}
{{- end -}}
