{{- define "throughline.name" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Labels that never change for a service: (dict "root" $ "service" "intake"). */}}
{{- define "throughline.selector" -}}
app.kubernetes.io/name: throughline
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .service }}
{{- end -}}

{{- define "throughline.labels" -}}
{{ include "throughline.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{- define "throughline.image" -}}
{{- $own := get .root.Values.services .service | default dict -}}
{{- $tag := $own.tag | default .root.Values.image.tag | default .root.Chart.AppVersion -}}
{{- printf "%s/%s:%s" .root.Values.image.repository .service $tag -}}
{{- end -}}

{{- define "throughline.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
fsGroup: 1000
seccompProfile: { type: RuntimeDefault }
{{- end -}}

{{- define "throughline.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end -}}

{{/* Which engines a service speaks to. */}}
{{- define "throughline.engines" -}}
{{- $engines := dict "gateway" "postgres" "intake" "postgres eventStore" "projector" "postgres eventStore" "workbench" "postgres eventStore oidc" "topics" "" -}}
{{- $uses := splitList " " (get $engines .service) -}}
{{- if and .root.Values.kafka.brokers (has .service (list "gateway" "intake" "projector" "workbench" "topics")) -}}
{{- $uses = append $uses "kafka" -}}
{{- end -}}
{{- if .root.Values.settings.otlpEndpoint -}}
{{- $uses = append $uses "collector" -}}
{{- end -}}
{{- compact $uses | join " " -}}
{{- end -}}

{{/* Ports of an engine: those that its setting names, where this chart knows it, and the one of the values. */}}
{{- define "throughline.ports" -}}
{{- $ports := list -}}
{{- if eq .engine "kafka" -}}
{{- range splitList "," .root.Values.kafka.brokers -}}
{{- $ports = append $ports (splitList ":" . | last) -}}
{{- end -}}
{{- end -}}
{{- $addresses := dict "oidc" .root.Values.oidc.issuer "collector" .root.Values.settings.otlpEndpoint -}}
{{- with get $addresses .engine -}}
{{- $place := urlParse . -}}
{{- $ports = append $ports (regexFind "[0-9]+$" (regexFind ":[0-9]+$" $place.host) | default (eq $place.scheme "http" | ternary "80" "443")) -}}
{{- end -}}
{{- with (get .root.Values.networkPolicy.engines .engine).port -}}
{{- $ports = append $ports (toString .) -}}
{{- end -}}
{{- uniq $ports | join " " -}}
{{- end -}}

{{/* Keys of the keys' Secret that a service needs; no other reaches it. */}}
{{- define "throughline.keys" -}}
{{- $keys := dict "gateway" "token.secret" "intake" "key-encryption.key" "projector" "key-encryption.key" "workbench" "key-encryption.key session.secret" -}}
{{- get $keys .service -}}
{{- end -}}

{{- define "throughline.fromSecret" -}}
- name: {{ .key }}
  valueFrom:
    secretKeyRef: { name: {{ .secret }}, key: {{ .key }} }
{{- end -}}
